/** Text inside SVG that stands in a page. */

/** Safe between quotes and tags. */
export const svgText = (text: string): string =>
  text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
