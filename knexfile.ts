/** For Knex's command line: `tsx node_modules/knex/bin/cli.js migrate:make NAME`. The server migrates by itself at start. */
import { settingsFor } from './server/database.ts'

export default settingsFor(process.env['DATABASE_URL'] ?? 'data/backhaul.sqlite')
