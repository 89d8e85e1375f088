// Folding in the script of search against folding in the program: node fold.mjs SCRIPT FOLDED, where FOLDED is
// {table: [traditional, simplified], single: {character: folded}, texts: [[text, folded]]}. `single` has every character that
// folding changes.
import fs from 'node:fs';
import vm from 'node:vm';

const [script, file] = process.argv.slice(2);
const { table, single, texts } = JSON.parse(fs.readFileSync(file, 'utf8'));
const page = vm.createContext({});
vm.runInContext(fs.readFileSync(script, 'utf8'), page);
page.lilongSearch.load({ fold: table, records: [] });
const { fold } = page.lilongSearch;
const faults = [];
const compare = (text, ours) => {
  const theirs = fold(text);
  if (theirs !== ours) faults.push(`${JSON.stringify(text)}: ${JSON.stringify(ours)} in the program, ${JSON.stringify(theirs)} in the script`);
};
let count = 0;
for (let code = 0; code < 0x110000; code++) {
  const character = String.fromCodePoint(code);
  // Of what is not assigned yet, the two may know more or less.
  if (/[\p{Cn}\p{Cs}\p{Co}]/u.test(character)) continue;
  count += 1;
  compare(character, single[character] ?? character);
}
texts.filter(([text]) => !/\p{Cn}/u.test(text)).forEach(([text, folded]) => compare(text, folded));
console.log([...faults.slice(0, 20), `${count} characters, ${texts.length} texts; ${faults.length} faults`].join('\n'));
process.exit(faults.length ? 1 : 0);
