/** Bodies of forms as no browser writes them, the same in every run. */

export const boundary = 'b'

/** A form with one file that is refused once it is read: so every answer to a mutant is a refusal. */
export const formBody = Buffer.from(
  '--b\r\nContent-Disposition: form-data; name="kind"\r\n\r\nproof-of-purchase\r\n' +
    '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n' +
    'not a pdf\r\n--b--\r\n',
)

/** One to four bytes changed, taken out or doubled, or the end cut off; the same for the same seed. */
export function mutated(whole: Buffer, seed: number): Buffer {
  let state = seed * 2_654_435_761 + 1
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % below
  }
  let body = Buffer.from(whole)
  for (let times = next(4); times >= 0; times -= 1) {
    const place = next(body.length)
    const [head, tail] = [body.subarray(0, place), body.subarray(place + 1)]
    const middle = [Buffer.from([next(256)]), Buffer.alloc(0), body.subarray(place, place + 9)][next(3)]
    body = Buffer.concat(next(12) === 0 ? [head] : [head, middle ?? tail, tail])
    if (body.length === 0) return body
  }
  return body
}
