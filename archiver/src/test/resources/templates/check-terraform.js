// Reads every text of a .tf.json file with HCL's own parser, as Terraform does: what refers to
// something must refer to what is there, and nothing else may be a template.
// usage: node check-terraform.js FILE.tf.json; prints each problem, then "checked N texts".
const fs = require('fs');
const hcl = require('@cdktf/hcl2json');
const file = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const problems = [];
let texts = 0;

function isThere(parts) {
  const place = parts[0] === 'data' ? [file.data, parts[1], parts[2]] : [file.resource, parts[0], parts[1]];
  return parts[0] === 'self' || (place[0][place[1]] || {})[place[2]] !== undefined;
}

async function text(value, place) {
  texts++;
  // A quoted text of HCL has the escapes of JSON, but inside of a template there are none.
  const isCondition = value.startsWith('${self.');
  const expression = isCondition ? `"${value}"` : JSON.stringify(value);
  const unescaped = value.replace(/\$\$\{/g, '');
  const marks = (unescaped.match(/\$\{/g) || []).length;
  const found = [...unescaped.matchAll(/\$\{([A-Za-z0-9_.]+)\}/g)].map(each => each[1]);
  if (!isCondition && found.length !== marks) problems.push(`${place}: a template that refers to nothing`);
  if (/(^|[^%])%\{/.test(value)) problems.push(`${place}: a directive`);
  found.filter(each => !isThere(each.split('.'))).forEach(each => problems.push(`${place}: no ${each}`));
  try {
    await hcl.parse('main.tf', `locals {\n  x = ${expression}\n}\n`);
  } catch (e) {
    problems.push(`${place}: ${e.message || e}`);
  }
}

async function walk(node, place) {
  if (typeof node === 'string') return text(node, place);
  if (node === null || typeof node !== 'object') return;
  for (const [name, value] of Object.entries(node)) {
    if (!Array.isArray(node)) await text(name, `${place}: the name ${name}`);
    await walk(value, `${place}.${name}`);
  }
}

walk(file, '').then(() => {
  problems.forEach(problem => console.log(problem));
  console.log(`checked ${texts} texts`);
  process.exitCode = problems.length ? 1 : 0;
});
