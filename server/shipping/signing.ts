/** A signature on glass as text: strokes apart by `;`, their points `x,y` apart by spaces, on a field of 1000 × 400. Pure. */
import { z } from 'zod'

/** The field that is signed in, in its own units. */
export const glass = { width: 1000, height: 400 }

type Point = { readonly x: number; readonly y: number }

const point = '\\d{1,4},\\d{1,3}'
const stroke = `${point}(?: ${point})*`
const charactersAtMost = 20_000

/** What a page sends; an empty one is a signature that was not given. */
export const signatureText = z
  .string()
  .max(charactersAtMost)
  .regex(new RegExp(`^$|^${stroke}(?:;${stroke})*$`))

/** The strokes, each a line through its points; points outside the field are drawn on its edge. */
export const strokesIn = (signature: string): readonly (readonly Point[])[] =>
  signature === '' ? [] : signature.split(';').map((one) => one.split(' ').map(pointIn))

function pointIn(text: string): Point {
  const [x = 0, y = 0] = text.split(',').map(Number)
  return { x: Math.min(x, glass.width), y: Math.min(y, glass.height) }
}
