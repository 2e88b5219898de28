/** `npm start`: installs when needed, joins the TypeScript sources, then runs the server in this very process. */
import { installWhenNeeded } from './install-when-needed.mjs'

installWhenNeeded()

const { bundleServer } = await import('./bundle.mjs')
const main = await bundleServer()
// Lines of an error are told as they stand in the sources.
process.setSourceMapsEnabled(true)
await import(main)
