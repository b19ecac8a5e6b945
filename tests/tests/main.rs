//! Everything without a window, in one binary: linking is what costs.

mod cas;
mod house;
<<<<<<< HEAD
mod references;
=======
mod laws;
>>>>>>> nightly
mod sweeps;
