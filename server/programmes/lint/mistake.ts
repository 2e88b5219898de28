import type { Programme } from '../programme.ts'
import type { MistakeCode } from './codes.ts'

/** One thing that is wrong in a programme file. Texts: `programme-files.mistakes.<code>` with `facts`. */
export type Mistake = {
  readonly code: MistakeCode
  /** Line in the file, from 1. */
  readonly line: number
  /** JSON Pointer of the place. */
  readonly path: string
  readonly facts: Readonly<Record<string, string | number>>
}

export type Path = readonly (string | number)[]

/** What a check reports; the line is found from the path. */
export type Report = (code: MistakeCode, path: Path, facts?: Mistake['facts']) => void

/** One question that a file is asked. */
export type Check = (programme: Programme, report: Report) => void

/** RFC 6901. */
export const pointer = (path: Path): string =>
  path.map((part) => `/${String(part).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('')
