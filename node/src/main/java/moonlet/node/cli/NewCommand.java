package moonlet.node.cli;

import moonlet.lua.reference.ApiTable;
import moonlet.lua.reference.EditorFiles;
import moonlet.node.OneLine;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** {@code moonlet new NAME}: an application to begin with. */
@Command(name = "new", description = "Creates an application: a process, a test, editor files.")
final class NewCommand implements Callable<Integer> {
    private static final List<String> TEMPLATES =
            List.of("_index.yaml", "counter.lua", "counter_test.lua", ".luarc.json");

    @Spec private CommandLine.Model.CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Parameters(paramLabel = "NAME", description = "Folder to create; an empty one may be there.")
    private Path folder;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            String wrong = wrong();
            if (wrong != null) {
                spec.commandLine().getErr().println("error: " + OneLine.of(wrong));
                return 1;
            }
            SequencedMap<String, String> files = files();
            for (var file : files.entrySet()) {
                Path path = folder.toAbsolutePath().resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        } catch (IOException error) {
            String why = "cannot write " + folder + ": " + JunitReport.why(error);
            spec.commandLine().getErr().println("error: Unavailable: " + OneLine.of(why));
            return 1;
        }
        String name = OneLine.of(folder.toString());
        out.println("created " + name + "; next:");
        out.println("    moonlet test " + name);
        out.println("    moonlet run " + name);
        return 0;
    }

    private String wrong() throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            return "AlreadyExists: " + folder + " is a file; give the name of a new folder";
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> inside = Files.list(folder)) {
                if (inside.findAny().isPresent()) {
                    return "AlreadyExists: " + folder + " is not empty; give a new folder";
                }
            }
        }
        return null;
    }

    private static SequencedMap<String, String> files() throws IOException {
        SequencedMap<String, String> files = new LinkedHashMap<>();
        for (String template : TEMPLATES) {
            files.put(template, ShippedText.read("/moonlet/new/" + template));
        }
        EditorFiles.of(ApiTable.read()).forEach((name, text) -> files.put(".lua/" + name, text));
        files.put(".lua/test.lua", ShippedText.read("/moonlet/new/test.lua"));
        return files;
    }
}
