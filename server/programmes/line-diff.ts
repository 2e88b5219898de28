/** What differs between two texts, line by line, with some lines around it. Pure; the comparing is the package's. */
import { structuredPatch } from 'diff'

export type DiffLine = {
  readonly kind: 'same' | 'gone' | 'new'
  readonly text: string
  /** Line in the text before, from 1; none for a new one. */
  readonly before?: number
  /** Line in the text after. */
  readonly after?: number
}

const linesAround = 3
/** Beyond so many changed lines a comparison would take long and tell nobody anything. */
const changesAtMost = 1000

/** Stretches of lines, none for texts that are the same; undefined for texts that have next to nothing in common. */
export function lineDiff(before: string, after: string): DiffLine[][] | undefined {
  const options = { context: linesAround, maxEditLength: changesAtMost }
  const patch = structuredPatch('', '', before, after, '', '', options)
  return patch?.hunks.map(({ oldStart, newStart, lines }) => {
    let [old, now] = [oldStart, newStart]
    return lines
      .filter((line) => !line.startsWith('\\'))
      .map((line): DiffLine => {
        const text = line.slice(1)
        if (line.startsWith('-')) return { kind: 'gone', text, before: old++ }
        if (line.startsWith('+')) return { kind: 'new', text, after: now++ }
        return { kind: 'same', text, before: old++, after: now++ }
      })
  })
}
