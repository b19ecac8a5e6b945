//! Everything without a window, in one binary: linking is what costs.

mod cas;
mod couverture;
mod house;
mod recherche;
mod sweeps;
