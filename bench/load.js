// Reads the sources as the compiler reads an author's: tsx gives each function its name whenever it is made, which takes a twelfth of
// the time of the rules, and which nobody pays who has the package.
import { register } from 'node:module';

register('../src/start/hooks.js', { parentURL: import.meta.url, data: { facades: {} } });
