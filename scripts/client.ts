/** `npm run client`: writes `client/operations.ts` from the OpenAPI document, without a house. */
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describeApi } from '../server/api.ts'
import { readSettings } from '../server/config.ts'
import { closeContext, openContext } from '../server/context.ts'
import { operationsSource, type Document } from './client/operations.ts'

const context = openContext(readSettings({ DATA_DIR: `${tmpdir()}/backhaul-client`, DRAWING_THREADS: '0' }))
writeFileSync('client/operations.ts', await operationsSource(describeApi(context) as unknown as Document))
await closeContext(context)
