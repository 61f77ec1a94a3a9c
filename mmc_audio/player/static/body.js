/* A person from the front and from the back, drawn by us: one shape for each muscle group that the
   catalogue knows. Half a body each; the other half is its mirror image. */

export const OUTLINE =
  "M50 23.5 54.6 23.5C55 28 57 30 62 31.4 68.5 33 72.4 36.5 73.4 43 74.8 50 76.2 58 78.2 66 80.3 74 82.3 82 83.6 90 84.6 94 86.4 97 85.4 101 84.4 104 80.6 104 79.6 101 78.6 97 78.4 95 77.4 91 75 83 72.5 76 70.5 69 69 63 67.6 57 66.6 52 66.2 60 65.2 68 64.2 76 63.6 82 65.2 87 66.7 93 68.7 103 68.2 113 66.2 124 64.7 133 64.2 138 64.2 144 64.4 153 64 162 61.7 172 60.7 178 60.7 182 61.2 187 62.2 190 64.2 192 64.2 194.4 62 197 57 197 55.4 195 54.9 190 55.4 184 55.4 178 54 168 53 158 53.4 149 53.9 141 53 132 52 122 51.4 114 51 108 50 102Z";

const DELTOID = "M62.5 32.4C69 33.6 72.4 37 73.2 44 73.2 47 72.6 49 71 50 69 46 66.5 41 62.5 37.5Z";
const FOREARM = "M71.3 68.2C73.5 69 76 68.5 77.6 67 80 75 82 83 82.9 89 81 90 79.5 90.4 78.2 90 76 83 73 75 71.3 68.2Z";
const ARM = "M67 49C69 50 71.5 51 73.1 50.4 75 56 76.2 61 76.6 65 74.6 67 72 67 70.9 66 69 61 67.6 55 67 49Z";
const NECK = "M50 24.6 53.8 24.6C54.4 27.6 55.6 29.6 57.6 31 55 32 52 32.2 50 32.2Z";
const HIP = "M65.4 89.6C67.6 96 68.4 104 67.6 113 66.2 108 65.4 103 65 98Z";

/** @type {Record<"front" | "back", Record<string, string>>} */
export const SHAPES = {
  front: {
    neck: NECK,
    shoulders: DELTOID,
    chest: "M50.8 34.2C55 32.6 60 33.4 62.6 38 65.6 41.6 66.8 45 66.2 48.6 62 53 55 53.4 50.8 50.6Z",
    biceps: ARM,
    forearms: FOREARM,
    abdominals: "M50.6 53.6C54 55.2 57 55.2 58.4 54.6 59 63 58.4 74 57.4 84 55.4 91 53 95.6 50.6 97.6Z",
    obliques: "M60 54.4C62 53.8 64.4 52 65.4 50.6 65 59 64 68 63 76 63 82 63.8 86 64.6 89.4 62 89.4 60 88 59 85 60 75 60.5 64 60 54.4Z",
    "hip flexors": "M51.2 99.4C54 96 57 91 58.8 87.6 60.8 90.4 63 91.6 65.4 91.8 63 96 57 102 51.6 104.6Z",
    abductors: HIP,
    adductors: "M51.4 106.4C54 105.4 57 103.4 58.4 101.6 58 110 56.4 118 54 125 52.8 119 51.9 112 51.4 106.4Z",
    quadriceps: "M59.6 100.6C62 98.6 64 96.6 64.8 95 67 104 67.4 114 65.4 124 64.4 130 63.4 135 61 138 58 139 55.6 137 55 133 54.8 130 55 127 56 123 58 116 59.3 108 59.6 100.6Z",
    tibialis: "M57.6 146.6C60.4 146.6 62.6 147.4 63 150 63.3 158 62 166 60.4 173.4 59.2 172 58 165 57.6 146.6Z",
  },
  back: {
    neck: NECK,
    traps: "M50 33C54 32.6 57.6 32 61 32.6 62.4 33.2 62.4 34 61.4 34.8 57.4 38 53.6 44 51 54L50 55.4Z",
    shoulders: DELTOID,
    "rotator cuff": "M55.8 40.4C59 36.4 63 37.4 65.2 41 65.4 44.4 63 46.8 59 46.8 57 45 56 43 55.8 40.4Z",
    "middle back": "M51.6 54C53 47.6 54.4 44 55 42.6 56 45.6 57.4 47.8 59.2 48.4 60.8 50.4 59.8 56 56.8 60 54.4 60 52.6 58 51.6 56Z",
    lats: "M60.8 48.8C64 47.8 65.8 45.4 66.2 47.4 66.2 56 65 66 63.4 74 60 76 56.4 76 54 72 56 66 60.3 57 60.8 48.8Z",
    triceps: ARM,
    forearms: FOREARM,
    "lower back": "M50.6 60C52 62 52.8 66 53.4 72 56 77 60 77.6 62.4 77 62 80 60 84 57 86 54 86.2 51.6 86.2 50.6 86.2Z",
    abductors: HIP,
    glutes: "M50.8 88.4C56 86.8 62 87.2 64.4 90.4 66 97 66.6 103 64.6 106 60 109 54 108.6 51 105.4Z",
    hamstrings: "M56.6 110.4C60 110.4 64 109.4 66.4 107.8 67.2 115 66.4 123 65 130 64 135 63 138 62 139.4 60 137 57.4 137 55.6 139 54.8 136 54.4 131 54.6 126 56 121 56.8 116 56.6 110.4Z",
    adductors: "M51.4 108.6C53 110.4 54.4 111 55.4 111 55 117 54.4 122 53.6 125 52.6 119 51.8 113 51.4 108.6Z",
    calves: "M55 143.4C57.4 140.6 61 140.6 63.4 143.4 64.4 150 64.2 158 62.4 165 61 169 59.4 169 58 166 55.6 160 54.4 151 55 143.4Z",
  },
};

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
  const half = `<path class="skin" d="${OUTLINE}"/><path class="flesh" d="${others}"/><path class="glow" d="${SHAPES[side][name]}"/>`;
  return `<ellipse class="skin" cx="50" cy="13.4" rx="7.6" ry="9.6"/>${half}<g transform="matrix(-1 0 0 1 100 0)">${half}</g>`;
}
