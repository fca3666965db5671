import { Composer, type CST, type Document, Lexer, Parser } from 'yaml';
import { Problem, problem } from '../model/problem.ts';
import { inOrderOfFile } from './issue-order.ts';
import type { SourceFile } from './source-file.ts';
import { syntaxIssues } from './syntax-issues.ts';

const deepest = 100;
/** A file of ordinary lines reaches 5 MiB with fewer; more are made of brackets and commas alone. */
const mostTokens = 500_000;

/**
 * The one YAML document of the text. Throws a Problem with all syntax issues. Nesting and tokens are bounded
 * before anything is composed: the composer recurses, and running out of stack there ends the process.
 */
export const compose = (source: SourceFile): Document.Parsed => {
  const tokens = tokensOf(source);
  const composer = new Composer({
    prettyErrors: false,
    uniqueKeys: false,
    schema: 'core',
    logLevel: 'silent',
  });
  const documents = [...composer.compose(tokens, true, source.text.length)];
  const [document, second] = documents;
  const issues = documents.flatMap(one => syntaxIssues(one, source));
  if (second !== undefined) {
    issues.push(
      source.issue(second.range[0], {
        code: 'several-documents',
        message: 'a second YAML document begins here',
        expected: 'one document in the file',
        received: `${documents.length} documents`,
        hint: 'Remove the line `---`, or move the rest to a file of its own.',
      }),
    );
  }
  if (issues.length > 0 || document === undefined) throw new Problem(inOrderOfFile(issues, source.file));
  return document;
};

const tokensOf = (source: SourceFile): CST.Token[] => {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let count = 0;
  for (const lexeme of new Lexer().lex(source.text)) {
    const offset = parser.offset;
    for (const token of parser.next(lexeme)) tokens.push(token);
    count += 1;
    if (parser.stack.length > deepest) throw tooDeep(source, offset);
    if (count > mostTokens) throw tooMany(source, offset);
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
};

const tooDeep = (source: SourceFile, offset: number): Problem =>
  problem(
    source.issue(offset, {
      code: 'too-deep',
      message: 'the file is nested too deeply here',
      expected: `at most ${deepest} levels`,
      hint: 'The format needs six. Look for brackets that are not closed.',
    }),
  );

const tooMany = (source: SourceFile, offset: number): Problem =>
  problem(
    source.issue(offset, {
      code: 'too-large',
      message: 'the file holds too many values',
      expected: `at most ${mostTokens} YAML tokens`,
      hint: 'A requirements file holds what a team writes by hand. Is this the right file?',
    }),
  );
