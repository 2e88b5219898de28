/** Loads swagger-ui when somebody wants to try an operation; until then the page is a list. */
const box = document.querySelector('[data-try-out]')
box.hidden = false

const loaded = (element) =>
  new Promise((resolve, reject) => {
    element.addEventListener('load', resolve)
    element.addEventListener('error', reject)
    document.head.append(element)
  })

async function open() {
  const { script, style } = box.dataset
  const [answer] = await Promise.all([
    fetch('/api/openapi.json'),
    loaded(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: style })),
    loaded(Object.assign(document.createElement('script'), { src: script })),
  ])
  // The address under which this page was reached, which is the only one that its policy lets it call.
  const spec = { ...(await answer.json()), servers: [{ url: `${location.origin}/api` }] }
  box.hidden = true
  const domNode = document.querySelector('#swagger')
  window.SwaggerUIBundle({ spec, domNode, docExpansion: 'none', validatorUrl: null })
}

box.querySelector('button').addEventListener('click', ({ target }) => {
  target.disabled = true
  open().catch(() => (target.disabled = false))
})
