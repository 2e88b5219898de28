/** `npm start`: installs when needed, then runs the server from its TypeScript sources in this very process. */
import { installWhenNeeded } from './install-when-needed.mjs'

installWhenNeeded()

const { register } = await import('tsx/esm/api')
register()
await import('../server/main.ts')
