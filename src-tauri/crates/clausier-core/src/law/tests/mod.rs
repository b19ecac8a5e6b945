mod calendar;
mod coverage;
mod figures;
mod growth;
mod scope;
mod sentences;
mod time;
mod wire;
