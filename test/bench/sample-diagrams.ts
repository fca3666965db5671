import type { Picture } from '../../src/model/doors.ts';

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** Kinds of diagram, each a function of a size. */
const kinds: Readonly<Record<string, (size: number) => string>> = {
  flowchart: n =>
    `flowchart LR\n${lines(n, i => `  n${i}["Service ${i}"] -->|"call ${i}"| n${i + 1}{{"Queue ${i + 1}"}}`)}\n  subgraph g[Edge]\n    n0\n  end`,
  sequence: n =>
    `sequenceDiagram\n  actor U as User\n${lines(n, i => `  participant P${i} as Part ${i}\n  U->>P${i}: ask ${i}\n  P${i}-->>U: answer ${i}`)}\n  Note over U: done`,
  class: n =>
    `classDiagram\n${lines(n, i => `  class Kind${i} {\n    +id: string\n    +total(count) int\n  }\n  Kind${i} o-- Kind${i + 1} : holds`)}`,
  er: n =>
    `erDiagram\n${lines(n, i => `  E${i} ||--o{ E${i + 1} : has\n  E${i} {\n    string id PK\n    int amount "in cents"\n  }`)}`,
  state: n =>
    `stateDiagram-v2\n  [*] --> S0\n${lines(n, i => `  S${i} --> S${i + 1} : step ${i}`)}\n  S${n} --> [*]`,
  c4: n =>
    `C4Context\n  title Context ${n}\n  Person(u, "User", "Buys things")\n${lines(n, i => `  System(s${i}, "System ${i}", "Does part ${i}")\n  Rel(u, s${i}, "uses", "HTTPS")`)}`,
  quadrant: n =>
    `quadrantChart\n  title Effort and reach ${n}\n  x-axis Low --> High\n  y-axis Low --> High\n${lines(n, i => `  Point ${i}: [${((i * 37) % 90) / 100 + 0.05}, ${((i * 53) % 90) / 100 + 0.05}]`)}`,
  gantt: n =>
    `gantt\n  title Plan ${n}\n  dateFormat YYYY-MM-DD\n  section Work\n${lines(n, i => `  Task ${i} :t${i}, 2025-02-${String(1 + i).padStart(2, '0')}, ${5 + i}d`)}`,
  mindmap: n => `mindmap\n  root((Idea ${n}))\n${lines(n, i => `    Branch ${i}\n      Leaf ${i}`)}`,
  timeline: n => `timeline\n  title Story ${n}\n${lines(n, i => `  ${2000 + i} : Event ${i} : Other ${i}`)}`,
  architecture: n =>
    `architecture-beta\n  group api(cloud)[API ${n}]\n${lines(n, i => `  service s${i}(server)[Server ${i}] in api`)}\n${lines(n - 1, i => `  s${i}:R -- L:s${i + 1}`)}`,
  block: n =>
    `block-beta\n  columns 3\n${lines(n, i => `  b${i}["Block ${i}"]`)}\n${lines(n - 1, i => `  b${i} --> b${i + 1}`)}`,
};

/** `count` diagrams, of each kind in turn, growing as they come back to it. The same in every run. */
export const sampleDiagrams = (count: number): readonly Picture[] => {
  const entries = Object.entries(kinds);
  return Array.from({ length: count }, (_, index) => {
    const [kind, source] = entries[index % entries.length] ?? ['flowchart', () => ''];
    return { name: `${kind}-${index}`, source: source(3 + 2 * Math.floor(index / entries.length)) };
  });
};
