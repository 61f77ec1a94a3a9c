/* The page's state in one place: who changes it does not know who shows it. */

/** @template {object} T @param {T} initial */
export function createStore(initial) {
  let state = initial;
  /** @type {((state: T) => void)[]} */
  const watching = [];
  return {
    get: () => state,
    /** Nobody is called where nothing changed. @param {Partial<T>} patch */
    patch(patch) {
      if (Object.entries(patch).every(([name, value]) => /** @type {any} */ (state)[name] === value)) return;
      state = { ...state, ...patch };
      for (const call of watching) call(state);
    },
    /** @param {(state: T) => void} call */
    watch(call) {
      watching.push(call);
    },
  };
}
