// Holds a template against CloudFormation's published resource specification.
// usage: node check-cloudformation.js TEMPLATE.json; prints each problem, then "checked N resources".
const fs = require('fs');
const specification = JSON.parse(
    fs.readFileSync(require.resolve('@aws-cdk/cfnspec/spec/specification.json'), 'utf8'));
const template = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const pseudo = ['AWS::Region', 'AWS::AccountId', 'AWS::Partition'];
const problems = [];
// Younger than the specification, which is no longer added to: AWS's page on AWS::Logs::LogGroup has it.
specification.ResourceTypes['AWS::Logs::LogGroup'].Properties.LogGroupClass = { PrimitiveType: 'String' };

function reference(name, place) {
  if (!(name in template.Resources) && !pseudo.includes(name)) problems.push(`${place}: no ${name}`);
}

function isIntrinsic(value, place) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  if (keys.length !== 1) return false;
  if (keys[0] === 'Ref') { reference(value.Ref, place); return true; }
  if (keys[0] === 'Fn::Sub') {
    for (const found of value['Fn::Sub'].matchAll(/\$\{([^!}][^}]*)\}/g)) reference(found[1], place);
    return true;
  }
  return false;
}

function primitive(type, value, place) {
  if (isIntrinsic(value, place)) return;
  const right = { String: 'string', Integer: 'number', Long: 'number', Double: 'number', Boolean: 'boolean' }[type];
  if (type === 'Json') { if (typeof value !== 'object') problems.push(`${place}: no object`); return; }
  if (typeof value !== right) problems.push(`${place}: ${JSON.stringify(value)} is no ${type}`);
  if ((type === 'Integer' || type === 'Long') && !Number.isInteger(value)) problems.push(`${place}: not whole`);
}

function propertyType(resourceType, name) {
  return specification.PropertyTypes[`${resourceType}.${name}`] || specification.PropertyTypes[name];
}

function one(resourceType, declared, value, place) {
  if (declared.PrimitiveType) return primitive(declared.PrimitiveType, value, place);
  if (declared.Type === 'List' || declared.Type === 'Map') {
    const items = declared.Type === 'List' ? value : Object.values(value);
    if (declared.Type === 'List' && !Array.isArray(value)) return problems.push(`${place}: no list`);
    return items.forEach((item, i) => declared.PrimitiveItemType
        ? primitive(declared.PrimitiveItemType, item, `${place}[${i}]`)
        : all(resourceType, propertyType(resourceType, declared.ItemType).Properties, item, `${place}[${i}]`));
  }
  all(resourceType, propertyType(resourceType, declared.Type).Properties, value, place);
}

function all(resourceType, declared, values, place) {
  for (const [name, value] of Object.entries(values)) {
    if (name in declared) one(resourceType, declared[name], value, `${place}.${name}`);
    else problems.push(`${place}: ${resourceType} has no ${name}`);
  }
  for (const [name, property] of Object.entries(declared)) {
    if (property.Required && !(name in values)) problems.push(`${place}: ${name} is missing`);
  }
}

for (const [name, resource] of Object.entries(template.Resources)) {
  const type = specification.ResourceTypes[resource.Type];
  if (!type) problems.push(`${name}: no type ${resource.Type}`);
  else all(resource.Type, type.Properties, resource.Properties, name);
  if (!/^[A-Za-z0-9]{1,255}$/.test(name)) problems.push(`${name}: no logical name`);
}
problems.forEach(problem => console.log(problem));
console.log(`checked ${Object.keys(template.Resources).length} resources`);
process.exitCode = problems.length ? 1 : 0;
