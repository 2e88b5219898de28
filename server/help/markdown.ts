/**
 * Markdown of our own documentation as HTML that stands in a page under our policy: no HTML of its own, nothing inline. Knows
 * how a page looks and not where its links lead; that is asked of whoever has the pages.
 */
import MarkdownIt from 'markdown-it'

export type Places = {
  /** Where a link of the documentation leads on the site; undefined for what is not served, whose words then stand alone. */
  readonly hrefOf: (link: string) => string | undefined
  readonly pictureOf: (link: string) => string
  /** Told, with its number, to those who do not see a table that scrolls. */
  readonly tableName: string
}

export type Rendered = {
  /** The first heading, which the page shows as its own. */
  readonly title: string
  /** What stands below it; safe. */
  readonly html: string
}

/** The size of every picture, as `scripts/docs-pictures.ts` takes them: pages keep their room until they come. */
const picture = { width: 1120, height: 900 }

/** One document. */
export function rendered(text: string, places: Places): Rendered {
  const [first = '', ...rest] = text.split('\n')
  return { title: first.replace(/^# /, ''), html: writerFor(places).render(rest.join('\n')) }
}

/** Addresses of pages that are named become links to them: `/desk/mails`. */
const isPage = (code: string): boolean => /^\/(?:desk|account|proof)(?:\/[\w-]+)*$/.test(code)

function writerFor({ hrefOf, pictureOf, tableName }: Places): MarkdownIt {
  const writer = new MarkdownIt({ html: false })
  const { escapeHtml } = writer.utils
  const leads: boolean[] = []
  let tables = 0
  writer.renderer.rules['link_open'] = (tokens, place) => {
    const href = hrefOf(tokens[place]?.attrGet('href') ?? '')
    leads.push(href !== undefined)
    return href === undefined ? '' : `<a href="${escapeHtml(href)}">`
  }
  writer.renderer.rules['link_close'] = () => (leads.pop() ? '</a>' : '')
  writer.renderer.rules['image'] = (tokens, place) => {
    const token = tokens[place]
    const source = escapeHtml(pictureOf(token?.attrGet('src') ?? ''))
    const alt = escapeHtml(token?.content ?? '')
    return `<img src="${source}" alt="${alt}" width="${picture.width}" height="${picture.height}" loading="lazy">`
  }
  writer.renderer.rules['code_inline'] = (tokens, place) => {
    const code = tokens[place]?.content ?? ''
    const shown = `<code>${escapeHtml(code)}</code>`
    return isPage(code) ? `<a href="${code}">${shown}</a>` : shown
  }
  writer.renderer.rules['fence'] = (tokens, place) =>
    `<pre class="code" tabindex="0">${escapeHtml(tokens[place]?.content ?? '')}</pre>`
  writer.renderer.rules['table_open'] = () => {
    tables += 1
    const name = escapeHtml(`${tableName} ${tables}`)
    return `<div class="scrolls" tabindex="0" role="region" aria-label="${name}"><table class="govuk-table">`
  }
  writer.renderer.rules['table_close'] = () => '</table></div>'
  // Markdown aligns columns by inline style, which our policy forbids.
  writer.renderer.rules['th_open'] = () => '<th scope="col">'
  writer.renderer.rules['td_open'] = () => '<td>'
  return writer
}
