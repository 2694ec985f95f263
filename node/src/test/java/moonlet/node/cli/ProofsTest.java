package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import moonlet.lua.reference.ApiFunction;
import moonlet.lua.reference.ApiModule;
import moonlet.lua.reference.ApiTable;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
                        + read("cluster-registry/src/test/java", ".java");
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
    void every_function_of_the_module_process_is_in_it() {
        ApiModule process =
                ApiTable.read().modules().stream()
                        .filter(module -> module.name().equals("process"))
                        .findFirst()
                        .orElseThrow();
        List<String> missing =
                process.functions().stream()
                        .map(ApiFunction::name)
                        .filter(name -> !proofs.matches("(?s).*\\bprocess\\." + name + "\\b.*"))
                        .toList();
        assertEquals(List.of(), missing);
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
