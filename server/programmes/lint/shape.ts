/** Mistakes of shape: what the schema refuses, in stable codes and with lines. */
import type { z } from 'zod'
import type { MistakeCode } from './codes.ts'
import { pointer, type Mistake, type Path } from './mistake.ts'

type Issue = z.core.$ZodIssue

/** The schema's complaints as mistakes, each with the line it stands in. */
export const mistakesOfShape = (error: z.ZodError, lineOf: (path: Path) => number): Mistake[] =>
  error.issues.flatMap((issue) => mistakesOf(issue, lineOf))

function mistakesOf(issue: Issue, lineOf: (path: Path) => number): Mistake[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol')
  const mistake = (code: MistakeCode, at: Path, facts: Mistake['facts'] = {}): Mistake => ({
    code,
    line: lineOf(at),
    path: pointer(at),
    facts: { field: String(at.at(-1) ?? ''), ...facts },
  })
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => mistake('unknown-field', [...path, key]))
    case 'invalid_type':
      if (issue.input === undefined) return [mistake('missing-field', path)]
      return [mistake('wrong-type', path, { expected: issue.expected })]
    case 'invalid_value':
      if (issue.input === undefined) return [mistake('missing-field', path)]
      return [mistake('not-one-of', path, { allowed: issue.values.map(String).join(', ') })]
    case 'invalid_format':
      return [mistake(formatCodes[issue.format] ?? 'wrong-spelling', path)]
    case 'too_small':
      return [mistake('too-small', path, { least: Number(issue.minimum) })]
    case 'too_big':
      return [mistake('too-big', path, { most: Number(issue.maximum) })]
    case 'invalid_key':
      return [mistake('wrong-key', path)]
    case 'custom':
      // The one refinement that the schema makes by itself.
      return [mistake('unknown-time-zone', path)]
    case 'not_multiple_of':
    case 'invalid_union':
    case 'invalid_element':
      return [mistake('wrong-type', path, { expected: 'value' })]
  }
}

const formatCodes: Record<string, MistakeCode> = {
  date: 'not-a-date',
  email: 'not-an-email',
  url: 'not-a-link',
}
