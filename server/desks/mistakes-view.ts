/** What the linter finds in a text that somebody writes, as a page shows it: the line, what stands there, what is wrong. */
import { lintProgramme } from '../programmes/lint.ts'
import type { Texts } from '../texts/texts.ts'

/** A page shows so many mistakes; who mended them sees the next. */
const shownAtMost = 100

/** The values of `templates/pages/pieces/mistakes.njk`. */
export function mistakesView(source: string, { text }: Texts): object {
  const mistakes = lintProgramme(source)
  const lines = source.split('\n')
  return {
    count: mistakes.length,
    mistakes: mistakes.slice(0, shownAtMost).map(({ code, line, path, facts }) => ({
      code,
      line,
      path,
      said: (lines[line - 1] ?? '').trim(),
      text: text(`programme-files.mistakes.${code}`, facts),
    })),
  }
}
