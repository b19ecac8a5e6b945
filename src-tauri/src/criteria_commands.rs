//! Commands of the criteria beyond their table.

use clausier_app::simulation::{SimulationAsk, SimulationView};
use clausier_app::{self as app, TenderId, UserResult};
use tauri::State;

use crate::state::Host;

/// What the weight of the environment changes among offers; they stay in the window.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn simulate_weights(host: State<'_, Host>, id: TenderId, ask: SimulationAsk) -> UserResult<SimulationView> {
    app::simulation::of(&host.app, id, &ask)
}
