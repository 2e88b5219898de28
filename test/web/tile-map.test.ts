import { drawTiles } from '../../server/web/tile-map.ts'

const svg = drawTiles(
  'Pick-ups in "Denmark" <2026>',
  new Map([
    ['80', 8],
    ['10', 1],
    ['AB', 3],
  ]),
)

test('a grid of tiles stands in a page under our policy: one picture with a name, nothing inline, nothing unescaped', () => {
  expect(svg).toMatch(
    /^<svg class="tile-map" role="img" aria-label="Pick-ups in &#34;Denmark&#34; &#60;2026&#62;" viewBox="0 0 320 320">/,
  )
  expect(svg).not.toMatch(/ style=|<style|<script|href/)
})

test('a hundred areas, each as dark as its share of the most; what is none of them is left to the table', () => {
  const heats = [...svg.matchAll(/class="heat-(\d)".*?>(\d\d)<\/text>/g)].map(([, heat, area]) => [
    area,
    heat,
  ])
  expect(heats).toHaveLength(100)
  expect(heats.filter(([, heat]) => heat !== '0')).toEqual([
    ['10', '1'],
    ['80', '4'],
  ])
  expect(svg).not.toContain('AB')
})
