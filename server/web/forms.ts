/**
 * Between what a browser's form sends and what the schemas read. Fields are named by dotted paths
 * (`units.0.device.serial`), so that a fault's JSON Pointer finds its field. Pure: knows no page and no request,
 * and keeps what was typed as it was typed.
 */
import { refuse } from '../base/refusal.ts'

/** Fields as they were typed. A name that was sent several times (check boxes) holds a list. */
export type Typed = Readonly<Record<string, string | readonly string[]>>

/** How a field that is not plain text is written by people and read by schemas. */
export type Spelling = {
  readonly read: (typed: string | readonly string[]) => unknown
  readonly show: (value: unknown) => string | readonly string[]
}

/** What a form's names mean beyond plain text. Paths write `*` for a row's number: `units.*.device`. */
export type FormShape = {
  readonly spellings?: Readonly<Record<string, Spelling>>
  /** Groups that are left out when every field in them is blank. */
  readonly optional?: readonly string[]
}

/** A list of ticks; one tick alone is sent as a text. */
export const ticked: Spelling = {
  read: (typed) => (typeof typed === 'string' ? [typed].filter(Boolean) : typed),
  show: String,
}

type Branch = Map<string, Branch | Leaf>
type Leaf = { readonly value: unknown }

/** Limits on what a form may send: 500 fields cover 30 pairs of product and device; nothing is asked deeper than 6. */
const most = { fields: 500, depth: 6 }

/**
 * The nested value that a schema reads. Text is trimmed, blank fields are left out, names that begin with `_` (buttons)
 * are not part of it. @throws Refusal malformed for names that no form of ours has.
 */
export function formBody(typed: Typed, shape: FormShape = {}): Record<string, unknown> {
  const names = Object.keys(typed).filter((name) => !name.startsWith('_'))
  if (names.length > most.fields) throw refuse('malformed', 'form-too-large', { most: most.fields })
  const root: Branch = new Map()
  for (const name of names) {
    const steps = stepsOf(name)
    plant(root, steps, { value: readLeaf(typed[name] ?? '', shape.spellings?.[patternOf(steps)]) })
  }
  return grown(root, [], shape) as Record<string, unknown>
}

/** The fields of a stored value, to begin a form with: the way back of `formBody`. */
export function typedOf(value: unknown, shape: FormShape = {}, steps: readonly string[] = []): Typed {
  const spelling = shape.spellings?.[patternOf(steps)]
  if (spelling) return { [steps.join('.')]: spelling.show(value) }
  if (value === undefined || value === null) return {}
  if (typeof value === 'string' || typeof value === 'number') return { [steps.join('.')]: String(value) }
  const inner = Object.entries(value).map(([step, member]) => typedOf(member, shape, [...steps, step]))
  return Object.assign({}, ...inner) as Typed
}

/** How many rows of `group` a form shows: one more than the highest that was sent, and at least one. */
export const rowsOf = (typed: Typed, group: string): number =>
  Math.max(1, ...Object.keys(typed).map((name) => (rowOf(name, group) ?? 0) + 1))

/** The form without row `gone` of `group`; later rows move up. What was typed in the others stays. */
export const withoutRow = (typed: Typed, group: string, gone: number): Typed =>
  Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) => {
      const row = rowOf(name, group)
      if (row === gone) return []
      if (row === undefined || row < gone) return [[name, value]]
      return [[`${group}.${row - 1}.${name.slice(`${group}.${row}.`.length)}`, value]]
    }),
  )

function rowOf(name: string, group: string): number | undefined {
  const [row = ''] = name.startsWith(`${group}.`) ? name.slice(group.length + 1).split('.') : []
  return isRow(row) ? Number(row) : undefined
}

const isRow = (step: string): boolean => /^\d{1,2}$/.test(step)

/** Underscores are not in the alphabet of names, so that none can reach a prototype. */
function stepsOf(name: string): string[] {
  const steps = name.split('.')
  if (steps.length > most.depth || !steps.every((step) => isRow(step) || /^[a-z][a-z\d-]{0,39}$/i.test(step)))
    throw refuse('malformed', 'field-name-refused')
  return steps
}

const patternOf = (steps: readonly string[]): string =>
  steps.map((step) => (isRow(step) ? '*' : step)).join('.')

function readLeaf(typed: string | readonly string[], spelling: Spelling | undefined): unknown {
  if (spelling) return spelling.read(typed)
  const text = (typeof typed === 'string' ? typed : (typed.at(-1) ?? '')).trim()
  return text === '' ? undefined : text
}

/** A blank field still makes its group, so that the schema's fault names the field and not the group. */
function plant(root: Branch, steps: readonly string[], leaf: Leaf): void {
  const last = steps.at(-1) ?? ''
  let branch = root
  for (const step of steps.slice(0, -1)) {
    const next: Branch | Leaf = branch.get(step) ?? new Map()
    if (!(next instanceof Map)) throw refuse('malformed', 'field-name-refused')
    branch.set(step, next)
    branch = next
  }
  if (branch.has(last)) throw refuse('malformed', 'field-name-refused')
  branch.set(last, leaf)
}

function grown(branch: Branch, steps: readonly string[], shape: FormShape): unknown {
  const members = [...branch].flatMap(([step, node]): [string, unknown][] => {
    const value = node instanceof Map ? grown(node, [...steps, step], shape) : node.value
    return value === undefined ? [] : [[step, value]]
  })
  if (members.length === 0 && shape.optional?.includes(patternOf(steps))) return undefined
  const isList = branch.size > 0 && [...branch.keys()].every(isRow)
  return isList
    ? members.toSorted(([one], [other]) => Number(one) - Number(other)).map(([, value]) => value)
    : Object.fromEntries(members)
}
