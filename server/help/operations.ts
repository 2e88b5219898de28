/**
 * The operations of an OpenAPI document as a page lists them, by chapter. Pure. Knows how such a document is laid out, and
 * none of its operations.
 */

/** What the list reads of the document; it is ours, so nothing of it is checked. */
type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
}

type Described = {
  readonly operationId: string
  readonly tags?: readonly string[]
  readonly summary?: string
  readonly description?: string
  readonly security?: readonly object[]
  readonly requestBody?: { readonly content: Contents }
  readonly responses: Readonly<Record<string, { readonly content?: Contents }>>
}

type Contents = Readonly<Record<string, { readonly example?: unknown }>>

/** One operation. `sent` and `answered` are examples, as JSON that people read. */
export type Listed = {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly description: string
  /** True when it needs no signing in. */
  readonly isOpen: boolean
  readonly sent?: string
  readonly status: string
  /** Media type of the answer, none when it is empty. */
  readonly mediaType?: string
  readonly answered?: string
}

export type Chapter = { readonly tag: string; readonly operations: readonly Listed[] }

/** Chapters by name; in each, operations in the order of the document. */
export function listOperations(document: object): Chapter[] {
  const { paths } = document as Document
  const all = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, described]) => ({
      tag: described.tags?.[0] ?? '',
      listed: listedAs(method, path, described),
    })),
  )
  return [...new Set(all.map(({ tag }) => tag))]
    .toSorted()
    .map((tag) => ({ tag, operations: all.filter((one) => one.tag === tag).map(({ listed }) => listed) }))
}

function listedAs(method: string, path: string, described: Described): Listed {
  const { operationId, summary = '', description = '', security = [], requestBody, responses } = described
  const [status = '', answer] = Object.entries(responses)[0] ?? []
  const [mediaType, content] = Object.entries(answer?.content ?? {})[0] ?? []
  const sent = Object.values(requestBody?.content ?? {})[0]?.example
  return {
    id: operationId,
    method: method.toUpperCase(),
    path: `/api${path}`,
    summary,
    description,
    isOpen: security.some((way) => Object.keys(way).length === 0),
    status,
    ...(mediaType && { mediaType }),
    ...(sent !== undefined && { sent: JSON.stringify(sent, null, 2) }),
    ...(content?.example !== undefined && { answered: JSON.stringify(content.example, null, 2) }),
  }
}
