/**
 * Postcode areas as a grid of tiles: a row for the first figure, a column for the second. It says where things lie as a
 * postman knows it, and asks no map of anybody. Colours are classes of the style sheet; its table stands beside it.
 */
import { svgText } from './svg-text.ts'

const tilePixels = 32
const gapPixels = 2
const figures = Array.from({ length: 10 }, (_, figure) => figure)
/** Steps of darkness, so that print and dim screens tell them apart. */
const steps = 4

/** The SVG element of one country. `counts` by two figures such as `80`; what is no such area is left to the table. */
export function drawTiles(title: string, counts: ReadonlyMap<string, number>): string {
  const most = Math.max(1, ...counts.values())
  const side = figures.length * tilePixels
  const tiles = figures.flatMap((row) =>
    figures.map((column) => tileOf(row, column, counts.get(`${row}${column}`) ?? 0, most)),
  )
  return `<svg class="tile-map" role="img" aria-label="${svgText(title)}" viewBox="0 0 ${side} ${side}">${tiles.join('')}</svg>`
}

function tileOf(row: number, column: number, count: number, most: number): string {
  const [x, y] = [column * tilePixels, row * tilePixels]
  const heat = count === 0 ? 0 : Math.ceil((count / most) * steps)
  const side = tilePixels - gapPixels
  const middle = side / 2
  return `<g transform="translate(${x} ${y})"><rect class="heat-${heat}" width="${side}" height="${side}" rx="3"/><text x="${middle}" y="${middle + 4}" text-anchor="middle" class="${count === 0 ? 'tile-bare' : 'tile-full'}">${row}${column}</text></g>`
}
