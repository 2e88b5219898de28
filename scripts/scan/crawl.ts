/**
 * Goes through the pages of a house as one caller and notes what can be typed: addresses of pages and their forms, one
 * of each kind. Knows no page by name.
 */
import sax from 'sax'
import { type Pattern, routeOf } from './routes.ts'
import { kindOf, type Place, type Target } from './target.ts'

type Form = {
  readonly method: string
  readonly action: string
  readonly file: boolean
  fields: [string, string][]
}
type Page = { readonly links: readonly string[]; readonly forms: readonly Form[] }

/** Links and forms of a page, with what the forms hold. */
function pageOf(html: string): Page {
  const links: string[] = []
  const forms: Form[] = []
  const elsewhere: { readonly form: Form; readonly action: string }[] = []
  let select = ''
  let area: string | undefined
  const parser = sax.parser(false, { lowercase: true })
  const add = (name: string, value: string): void => {
    const form = forms.at(-1)
    if (form && name && !form.fields.some(([known]) => known === name)) form.fields.push([name, value])
  }
  parser.onopentag = ({ name, attributes }) => {
    const at = (attribute: string): string => {
      const value = attributes[attribute]
      return typeof value === 'string' ? value : ''
    }
    if (name === 'a' || name === 'link') links.push(at('href'))
    if (name === 'img' || name === 'iframe') links.push(at('src'))
    if (name === 'form')
      forms.push({
        method: (at('method') || 'get').toUpperCase(),
        action: at('action'),
        file: at('enctype').startsWith('multipart'),
        fields: [],
      })
    if (name === 'input' || name === 'button') add(at('name'), at('value'))
    // A button may send the same fields elsewhere.
    const form = forms.at(-1)
    if (name === 'button' && at('formaction') && form) elsewhere.push({ form, action: at('formaction') })
    if (name === 'textarea') area = at('name')
    if (name === 'select') select = at('name')
    if (name === 'option' && at('value')) add(select, at('value'))
  }
  Object.assign(parser, {
    ontext: (text: string) => {
      if (area) add(area, text)
      area = undefined
    },
    onerror: () => Object.assign(parser, { error: null }),
  })
  parser.onclosetag = (name) => {
    if (name === 'textarea' && area) add(area, '')
    if (name === 'textarea') area = undefined
    if (name === 'select') add(select, '')
  }
  parser.write(html).close()
  return { links, forms: [...forms, ...elsewhere.map(({ form, action }) => ({ ...form, action }))] }
}

export type Ask = (method: string, path: string, body?: URLSearchParams) => Promise<Response>

/** A house has more addresses than kinds of them: of each route so many are opened. */
const pagesOfRouteAtMost = 2

/** `ask`: as whoever goes through. `submits`: forms that are sent once, since pages stand behind them. */
export async function crawl(
  ask: Ask,
  patterns: readonly Pattern[],
  seeds: readonly string[],
  submits: RegExp,
): Promise<Target[]> {
  const targets = new Map<string, Target>()
  const seen = new Set<string>()
  const opened = new Map<string, number>()
  const queue = [...seeds]
  const note = (target: Target): boolean => {
    const key = kindOf(target)
    if (targets.has(key)) return false
    targets.set(key, target)
    return true
  }
  // Mails and papers name the house as people know it, so the host says nothing: an address of no route is left.
  const follow = (address: string, from: string): void => {
    const url = URL.canParse(address, from) ? new URL(address, from) : undefined
    if (url?.protocol.startsWith('http')) queue.push(url.pathname + url.search)
  }
  while (queue.length > 0) {
    const address = queue.shift() ?? '/'
    if (seen.has(address)) continue
    seen.add(address)
    const { pathname, searchParams } = new URL(address, 'http://house')
    const found = routeOf(patterns, 'GET', pathname)
    if (!found) continue
    const places = [
      ...found.places,
      ...[...searchParams].map(([name, value]): Place => ({ at: 'query', name, value })),
    ]
    const { route, path } = found.pattern
    const isNew = note({ route, method: 'GET', path, takes: 'nothing', places })
    const count = opened.get(route) ?? 0
    if (!isNew && count >= pagesOfRouteAtMost) continue
    opened.set(route, count + 1)
    const answer = await ask('GET', address)
    const html = answer.headers.get('Content-Type')?.includes('html') ? await answer.text() : ''
    if (!answer.bodyUsed) await answer.body?.cancel().catch(() => undefined)
    const base = new URL(answer.url || address, 'http://house').href
    const { links, forms } = pageOf(html)
    for (const link of links) follow(link, base)
    for (const form of forms) {
      const action = new URL(form.action || base, base)
      const target = targetOf(patterns, form, action)
      if (!target || !note(target) || !submits.test(target.route)) continue
      const sent = await ask('POST', action.pathname + action.search, new URLSearchParams(form.fields))
      await sent.body?.cancel().catch(() => undefined)
      if (sent.url) follow(sent.url, base)
    }
  }
  return [...targets.values()]
}

/**
 * Forms that stand in a page's HTML, each as what can be typed into its route. A page that is drawn without a house may
 * lead below an address of its own: then the end of the address tells the route.
 */
export const formsIn = (html: string, patterns: readonly Pattern[]): Target[] =>
  pageOf(html).forms.flatMap((form) => {
    const action = new URL(form.action || '/', 'http://house')
    const target = targetOf(patterns, form, action)
    if (target) return [target]
    const end = action.pathname.split('/').at(-1) ?? ''
    const alike = patterns.filter(({ method, path }) => method === form.method && path.endsWith(`}/${end}`))
    return alike.map(({ blank, ...pattern }) => filled(pattern, blank, form, action))
  })

function targetOf(patterns: readonly Pattern[], form: Form, action: URL): Target | undefined {
  const found = routeOf(patterns, form.method, action.pathname)
  return found && filled(found.pattern, found.places, form, action)
}

function filled(
  { route, path }: Pick<Pattern, 'route' | 'path'>,
  steps: readonly Place[],
  form: Form,
  action: URL,
): Target {
  const query = [...action.searchParams].map(([name, value]): Place => ({ at: 'query', name, value }))
  const at = form.method === 'GET' ? 'query' : 'form'
  const typed = form.fields.map(([name, value]): Place => ({ at, name, value }))
  const takes = form.method === 'GET' ? 'nothing' : form.file ? 'file' : 'form'
  return { route, method: form.method, path, takes, places: [...steps, ...query, ...typed] }
}
