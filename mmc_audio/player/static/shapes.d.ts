/* The module that the server makes of library/body.json, as JavaScript sees it. */
export const SHAPES: { outline: string; front: Record<string, string>; back: Record<string, string> };
