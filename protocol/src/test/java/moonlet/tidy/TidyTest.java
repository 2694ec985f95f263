package moonlet.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The habits that a machine can check, over the whole checkout: where, what, what instead. */
class TidyTest {
    private static final Path ROOT = checkout();

    private static final Set<String> TOP_LEVEL =
            Set.of(
                    "pom.xml node protocol lua-runtime cluster-registry deploy docker-compose.yml k8s"
                            .concat(" README.md examples moonlet LICENSE target")
                            .split(" "));

    /** In files whose path matches {@code where}, no line may match {@code what}. */
    private record Rule(String where, String what, String instead) {
        void check(String path, List<String> lines, List<String> complaints) {
            if (!path.matches(where)) {
                return;
            }
            Pattern pattern = Pattern.compile(what);
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find()) {
                    complaints.add(path + ":" + (i + 1) + ": " + instead);
                }
            }
        }
    }

    /** A line of code, as opposed to a comment: the part before what is looked for. */
    private static final String CODE = "^(?!\\s*(//|/?\\*)).*";

    private static final String JAVA = ".*\\.java";

    private static final List<Rule> RULES =
            List.of(
                    new Rule("(?!.*/src/test/resources/).*", "\t", "tab; use spaces"),
                    new Rule(
                            "(?!.*/src/test/resources/).*",
                            "[ \t]$",
                            "blanks at the end; delete them"),
                    new Rule(
                            ".*", "\\b(TO[D]O|FIX[M]E)\\b", "note to self; do it or open an issue"),
                    new Rule(
                            JAVA,
                            "\\b(class|record|interface|enum) (Base[A-Z]\\w*|Abstract\\w*"
                                    + "|\\w*(Impl|Manager|Utils?|Helper))\\b",
                            "empty word in a name; say what the thing is"),
                    new Rule(
                            "(?!.*/moonlet/node/(Main|cli/.*)\\.java)" + JAVA,
                            CODE + "System\\.out\\.print",
                            "prints to standard output; log (SLF4J), or print in moonlet.node.cli"),
                    new Rule(
                            ".*/src/test/.*\\.java",
                            CODE + "Thread\\.sle[e]p\\(",
                            "sleeps; wait for a condition with a bound"),
                    new Rule(
                            "(lua-runtime|node)/src/main/.*(?<!/engine/Blame\\.java)",
                            CODE + "\\.(to|check|opt)jstring\\(",
                            "LuaJ's conversion destroys text; use moonlet.lua.engine.Utf8"),
                    new Rule(JAVA, "^\\s*@Disable[d]\\b", "disabled test; repair or delete it"),
                    new Rule(
                            JAVA,
                            "^\\s+((private|protected|public|volatile|transient) )*static"
                                    + " (?!.*\\bfinal\\b)(volatile |transient )?[\\w.<>, ?\\[\\]]+"
                                    + " \\w+( =.*|;)$",
                            "static state; make it final, or a field of the object that owns it"),
                    stranger(
                            "protocol",
                            "org\\.luaj|org\\.apache\\.pekko|moonlet\\.(lua|node|registry)"),
                    stranger("lua-runtime", "org\\.apache\\.pekko|moonlet\\.(node|registry)"),
                    stranger("cluster-registry", "org\\.luaj|moonlet\\.(lua|node)"));

    private static Rule stranger(String module, String packages) {
        return new Rule(
                module + "/src/main/.*\\.java",
                CODE + "\\b(" + packages + ")\\.",
                module + " must not know this package; see ARCHITECTURE.md, or move the class");
    }

    @Test
    void every_file_keeps_the_habits_of_the_house() throws IOException {
        List<String> complaints = new ArrayList<>();
        try (Stream<Path> entries = Files.list(ROOT)) {
            entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !TOP_LEVEL.contains(name))
                    .map(name -> name + ": new at the top level; put it into a module")
                    .forEach(complaints::add);
        }
        for (Path file : textFiles()) {
            String path = ROOT.relativize(file).toString().replace('\\', '/');
            String text = Files.readString(file);
            List<String> lines = text.lines().toList();
            RULES.forEach(rule -> rule.check(path, lines, complaints));
            if (!text.isEmpty() && !text.endsWith("\n")) {
                complaints.add(path + ": no line end at the end of the file; add one");
            }
            int linesMax = path.matches("examples/.*\\.lua") ? 40 : 400;
            if (lines.size() > linesMax && !path.matches(".*\\.(json|md)")) {
                complaints.add(path + ": " + lines.size() + " lines; split it below " + linesMax);
            }
        }
        assertEquals("", String.join("\n", complaints));
    }

    private static List<Path> textFiles() throws IOException {
        Set<String> skipped = Set.of("target", ".git", ".idea", ".vscode");
        Pattern text =
                Pattern.compile(
                        ".*\\.(java|lua|xml|ya?ml|json|md|proto|sh|conf|properties)|moonlet|run|train|assemble");
        List<Path> files = new ArrayList<>();
        List<Path> folders = new ArrayList<>(List.of(ROOT));
        while (!folders.isEmpty()) {
            try (Stream<Path> entries = Files.list(folders.removeLast())) {
                for (Path entry : entries.sorted().toList()) {
                    String name = entry.getFileName().toString();
                    if (Files.isDirectory(entry) && !skipped.contains(name)) {
                        folders.add(entry);
                    } else if (Files.isRegularFile(entry) && text.matcher(name).matches()) {
                        files.add(entry);
                    }
                }
            }
        }
        return files;
    }

    private static Path checkout() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve(".editorconfig"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
