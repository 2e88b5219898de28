/** Begins a thread of the drawing room: it runs the TypeScript sources as they are, however the server was started. */
import { register } from 'tsx/esm/api'

register()
await import('./drawing-thread.ts')
