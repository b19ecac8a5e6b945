//! Everything without a window, in one binary: linking is what costs.

mod besoins;
mod cas;
mod couverture;
mod house;
mod laws;
mod recherche;
mod references;
mod relecture;
mod sentences;
mod sweeps;
