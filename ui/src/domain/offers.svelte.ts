/** Offers typed in the weighting simulator: they live as long as the window, are never saved and never shared. */
import type { SimulatedOffer, PriceFormula } from "../ipc";

interface Tried {
  offers: SimulatedOffer[] | null;
  formula: PriceFormula;
}

class Offers {
  #tried = $state<Record<string, Tried>>({});

  of(tender: string): Tried {
    return this.#tried[tender] ?? { offers: null, formula: "inverse" };
  }

  set(tender: string, change: Partial<Tried>): void {
    this.#tried[tender] = { ...this.of(tender), ...change };
  }
}

export const tried = new Offers();
