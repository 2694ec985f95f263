/**
 * The command line: one small class a verb, picocli for the words.
 *
 * <pre>
 *   MoonletCommand ──▶ RunCommand, ExecCommand, TestCommand, CheckCommand, VersionCommand
 *                            │
 *                            └─▶ Workspace: configuration and application, with all mistakes ──▶ Node
 * </pre>
 *
 * <p>Results go to standard output, everything else to standard error. Exit codes: 0 done, 1
 * failed, 2 wrong usage.
 */
package moonlet.node.cli;
