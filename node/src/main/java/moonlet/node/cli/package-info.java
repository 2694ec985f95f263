/**
 * The command line: one small class a verb, picocli for the words.
 *
 * <pre>
 *   MoonletCommand ──▶ RunCommand, ExecCommand, TestCommand, CheckCommand, VersionCommand
 *                            │
 *                            └─▶ Workspace: configuration and application, with all mistakes ──▶ Node
 *   CodeWatch (run --watch) ──▶ Node.reload
 * </pre>
 *
 * <p>Results go to standard output, everything else to standard error, always in UTF-8. Exit codes:
 * 0 done, 1 failed, 2 wrong usage. The forms of {@code -o json}, one line each, are in {@link
 * JsonOutput}: what exec prints is the result itself, and errors stay on standard error.
 */
package moonlet.node.cli;
