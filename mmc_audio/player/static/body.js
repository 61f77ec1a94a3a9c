/* A person from the front and from the back, drawn by us: one shape for each muscle group that the
   catalogue knows. Half a body each; the other half is its mirror image. */
import { SHAPES } from "./shapes.js";

/** From which side a muscle is seen; null if the figure does not have it. @param {string | null} muscle */
export function sideOf(muscle) {
  const name = (muscle || "").replaceAll("_", " ");
  if (name in SHAPES.front) return "front";
  return name in SHAPES.back ? "back" : null;
}

/** The figure as SVG text, with one group of muscles marked. @param {string | null} muscle */
export function figure(muscle) {
  const side = sideOf(muscle);
  if (!side) return "";
  const name = (muscle || "").replaceAll("_", " ");
  const others = Object.entries(SHAPES[side]).filter(([one]) => one !== name).map(([, d]) => d).join("");
  const half = `<path class="skin" d="${SHAPES.outline}"/><path class="flesh" d="${others}"/><path class="glow" d="${SHAPES[side][name]}"/>`;
  return `<ellipse class="skin" cx="50" cy="13.4" rx="7.6" ry="9.6"/>${half}<g transform="matrix(-1 0 0 1 100 0)">${half}</g>`;
}
