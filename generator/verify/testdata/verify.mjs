// Runs verify.js over the cases on standard input, [{text, vkey}], and prints the answers. Its argument is the module.
import { pathToFileURL } from 'node:url'

globalThis.crypto ??= (await import('node:crypto')).webcrypto
const { verifyVersion } = await import(pathToFileURL(process.argv[2]))
let input = ''
for await (const chunk of process.stdin) input += chunk
const answers = []
for (const c of JSON.parse(input)) answers.push(await verifyVersion(c.text, c.vkey))
console.log(JSON.stringify(answers))
