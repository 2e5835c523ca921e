/** Where nothing can be measured: about what a letter of the drawings takes. */
const LETTER_PX = 7;

/** Measures texts as the window's own font draws them. @param fonts of each kind of text, without the family: "500 11px" */
export function useTextWidth<Kind extends string>(
  fonts: Readonly<Record<Kind, string>>,
): (text: string, kind: Kind) => number {
  const brush = document.createElement('canvas').getContext('2d');
  const family = getComputedStyle(document.body).fontFamily;
  return (text, kind) => {
    if (brush === null) return text.length * LETTER_PX;
    brush.font = `${fonts[kind]} ${family}`;
    return brush.measureText(text).width;
  };
}
