package moonlet.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code deploy/Dockerfile} says, as instructions with their words. */
record Dockerfile(List<List<String>> instructions) {
    static Dockerfile read() throws IOException {
        String text = Files.readString(Shell.checkout().resolve("deploy/Dockerfile"));
        return new Dockerfile(
                text.replace("\\\n", " ")
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(line -> Arrays.asList(line.strip().split("\\s+")))
                        .toList());
    }

    /** The words behind the only instruction of that name. */
    List<String> words(String name) {
        return instructions.stream()
                .filter(words -> words.getFirst().equals(name))
                .findAny()
                .map(words -> words.subList(1, words.size()))
                .orElseThrow(() -> new AssertionError("no " + name));
    }

    /** The variables of the image that say something to a node. */
    Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        words("ENV").stream()
                .filter(word -> word.startsWith("MOONLET_"))
                .forEach(
                        word ->
                                variables.put(
                                        word.substring(0, word.indexOf('=')),
                                        word.substring(word.indexOf('=') + 1)));
        return variables;
    }
}
