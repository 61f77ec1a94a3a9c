/* Small words for the page. */

/** @param {string} id @returns {any} */
export const byId = (id) => document.getElementById(id);

/** Writes only what changed. @param {string} id @param {string} value */
export function text(id, value) {
  const element = byId(id);
  if (element.textContent !== value) element.textContent = value;
}

/** @param {string} tag @param {Record<string, any>} attributes @param {...any} children @returns {any} */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
