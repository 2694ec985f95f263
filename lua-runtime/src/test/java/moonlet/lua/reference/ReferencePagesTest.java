package moonlet.lua.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.lua.engine.Chunk;
import moonlet.lua.engine.Limits;
import moonlet.lua.engine.SyntaxError;
import moonlet.protocol.ErrorKind;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class ReferencePagesTest {
    private static final Path PAGES = Path.of("docs/api");
    private final ApiTable api = ApiTable.read();

    /** With {@code -Dreference.write=true} it writes them instead. */
    @Test
    void the_pages_are_those_of_the_table() throws IOException {
        Map<String, String> pages = ReferencePages.of(api);
        if (Boolean.getBoolean("reference.write")) {
            Files.createDirectories(PAGES);
            for (Map.Entry<String, String> page : pages.entrySet()) {
                Files.writeString(PAGES.resolve(page.getKey()), page.getValue());
            }
        }
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Path file = PAGES.resolve(page.getKey());
            String found = Files.exists(file) ? Files.readString(file) : "";
            assertEquals(page.getValue(), found, file + "; write it with -Dreference.write=true");
        }
        try (Stream<Path> files = Files.list(PAGES)) {
            assertEquals(pages.size(), files.count());
        }
    }

    @Test
    void the_files_for_editors_are_lua() throws SyntaxError {
        for (Map.Entry<String, String> file : EditorFiles.of(api).entrySet()) {
            byte[] text = file.getValue().getBytes(StandardCharsets.UTF_8);
            Chunk.compile(file.getKey(), text, Limits.DEFAULTS);
            assertTrue(file.getValue().startsWith("---@meta\n"), file.getKey());
        }
    }

    @Test
    void errors_are_of_kinds_that_there_are() {
        var kinds = Arrays.stream(ErrorKind.values()).map(Enum::name).collect(Collectors.toSet());
        for (ApiModule module : api.modules()) {
            module.functions().forEach(f -> assertTrue(kinds.containsAll(f.fails()), f.name()));
        }
    }
}
