/** How many pages a PDF spells out, without a parser. Pure; for files that nobody should have to open to refuse them. */

/** ISO 32000-2, 7.7.3.3: a page says so of itself; `/Pages` is a node of their tree. Names end where these stand. */
const page = /\/Type\s{0,9}\/Page(?=[\s/<>[\]()%]|$)/g

/** Page objects that lie open in the file, those that a later edition of the file replaced counted with the others. */
export const openPages = (pdf: Buffer): number => pdf.toString('latin1').match(page)?.length ?? 0
