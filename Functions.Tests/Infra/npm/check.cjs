// Parses Kusto queries and checks them against table schemas, as the service would before it runs them.
// usage: node check.cjs NODE_MODULES TABLES.json QUERY.kql…   prints a JSON object: file name to what is wrong with it.
'use strict';
const { readFileSync } = require('node:fs');
const { basename, join } = require('node:path');
const vm = require('node:vm');

const [modules, tables, ...queries] = process.argv.slice(2);
const library = join(modules, '@kusto', 'language-service-next');

// The library is compiled C# that expects a browser's globals, so it is given a world of its own.
const world = vm.createContext({ console, tables: JSON.parse(readFileSync(tables, 'utf8')) });
vm.runInContext('globalThis.global = globalThis;', world);
for (const script of ['bridge.js', 'Kusto.Language.Bridge.js']) {
    vm.runInContext(readFileSync(join(library, script), 'utf8'), world);
}

vm.runInContext(`
    const { Symbols, GlobalState, KustoCode } = Kusto.Language;
    const symbols = Object.entries(tables).map(([name, columns]) =>
        Symbols.TableSymbol.From('(' + Object.entries(columns).map(([column, type]) => column + ': ' + type).join(', ') + ')').WithName(name));
    // Of the overloaded constructors the one that takes an array of tables is the one that then knows them.
    const database = ['$ctor1', '$ctor2', '$ctor3', 'ctor'].map(constructor => {
        try { return new Symbols.DatabaseSymbol[constructor]('workspace', symbols); } catch { return null; }
    }).find(made => made && made.Tables && made.Tables.Count === symbols.length);
    if (!database) throw new Error('This version of the library makes databases in another way.');
    const globals = GlobalState.Default.WithDatabase(database);
    globalThis.check = text => {
        const found = KustoCode.ParseAndAnalyze(text, globals).GetDiagnostics();
        return Array.from({ length: found.Count }, (_, i) => found.getItem(i)).map(wrong => wrong.Severity + ' at ' + wrong.Start + ': ' + wrong.Message);
    };
`, world);

console.log(JSON.stringify(Object.fromEntries(queries.map(query => [basename(query), Array.from(world.check(readFileSync(query, 'utf8')))]))));
