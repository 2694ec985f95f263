package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import moonlet.lua.reference.ApiModule;
import moonlet.lua.reference.ApiTable;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code lua-runtime/docs/proofs.md} names exists. */
class ProofsTest {
    private static final Pattern PROOF = Pattern.compile("`(\\w+Test)(?:: (\\w+))?`");
    private final String proofs;

    ProofsTest() throws IOException {
        proofs = Files.readString(Checkout.root().resolve("lua-runtime/docs/proofs.md"));
    }

    @Test
    void every_class_and_test_it_names_exists() throws IOException {
        String tests =
                read("node/src/test/java", ".java")
                        + read("cluster-registry/src/test/java", ".java")
                        + read("lua-runtime/src/test/java", ".java");
        String entries = read("node/src/test/resources", "_index.yaml");
        List<String> missing =
                PROOF.matcher(proofs)
                        .results()
                        .filter(proof -> !proof.group(1).equals("ProofsTest"))
                        .filter(
                                proof ->
                                        !tests.contains("class " + proof.group(1) + " ")
                                                || proof.group(2) != null
                                                        && !tests.contains(
                                                                " " + proof.group(2) + "(")
                                                        && !entries.contains(
                                                                "name: " + proof.group(2) + ","))
                        .map(proof -> proof.group())
                        .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void no_cell_is_empty() {
        List<String> incomplete =
                proofs.lines()
                        .filter(line -> line.startsWith("|") && !line.startsWith("|---"))
                        .filter(
                                line ->
                                        line.split("\\|").length != 4
                                                || line.matches(".*\\| +\\|.*"))
                        .toList();
        assertEquals(List.of(), incomplete);
    }

    @Test
    void everything_in_the_reference_is_in_it() {
        List<String> missing = new ArrayList<>();
        for (ApiModule module : ApiTable.read().modules()) {
            String prefix = module.name().equals("_G") ? "" : module.name() + ".";
            module.functions().forEach(function -> missing.add(prefix + function.name()));
            module.constants().forEach(constant -> missing.add(prefix + constant.name()));
            for (ApiModule.Type type : module.types()) {
                type.methods().forEach(method -> missing.add(type.name() + ":" + method.name()));
            }
        }
        missing.removeAll(subjects(proofs));
        assertEquals(List.of(), missing);
    }

    @Test
    void every_permission_of_the_reference_is_in_its_table_of_permissions() {
        Set<String> missing = new TreeSet<>();
        for (ApiModule module : ApiTable.read().modules()) {
            Stream.concat(
                            module.functions().stream(),
                            module.types().stream().flatMap(type -> type.methods().stream()))
                    .flatMap(function -> Stream.of(function.permission().split(", ")))
                    .forEach(missing::add);
        }
        missing.remove("");
        missing.removeAll(subjects(proofs.substring(proofs.indexOf("## Permissions"))));
        assertEquals(Set.of(), missing);
    }

    /** What the first cells name: {@code a.b, c; d.e} is a.b, a.c and d.e. */
    private static Set<String> subjects(String page) {
        Set<String> subjects = new HashSet<>();
        for (String line : page.lines().filter(row -> row.startsWith("| ")).toList()) {
            String prefix = "";
            for (String piece : line.split("\\|")[1].split("[,;]")) {
                String name = piece.strip().replaceFirst(": .*", "");
                int end = Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1;
                prefix = end > 0 ? name.substring(0, end) : prefix;
                subjects.add(prefix + name.substring(end));
            }
        }
        return subjects;
    }

    private static String read(String folder, String suffix) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(Checkout.root().resolve(folder))) {
            for (Path file : files.filter(f -> f.toString().endsWith(suffix)).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
