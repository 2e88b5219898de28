/* The floor lead's page needs the server; without it the browser is to say so in our words, and what goes on all the same. */
import { keepPages } from './station-keeper.js'

keepPages()
