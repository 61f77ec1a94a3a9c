/* Loads in the unit that a person has plates of. Pure. */

const KG_IN_LB = 0.45359237;
/* What plates add up to; and for light loads, which are dumbbells, what those differ by. */
/** @type {Record<string, {plates: number, dumbbells: number}>} */
const STEPS = { kg: { plates: 2.5, dumbbells: 0.5 }, lb: { plates: 5, dumbbells: 1 } };
const LIGHT = 4;

/** A load in another unit, as near as there are plates; one that is no weight stays.
 * @param {[number, string]} weight `[22.5, "kg each"]` @param {string} units `kg`, `lb`, or empty for what the plan has
 * @returns {[number, string]} */
export function inUnits(weight, units) {
  const [value, unit] = weight;
  const from = unit.slice(0, 2);
  if (!units || from === units || !STEPS[from]) return weight;
  const exact = units === "lb" ? value / KG_IN_LB : value * KG_IN_LB;
  const { plates, dumbbells } = STEPS[units];
  const step = exact < LIGHT * plates ? dumbbells : plates;
  return [Math.round(exact / step) * step, units + unit.slice(2)];
}
