package moonlet.node.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** {@code openapi.json}: what can be asked, in the format of OpenAPI 3.1. */
final class ApiDocument {
    private ApiDocument() {}

    static String read() {
        try (InputStream file = ApiDocument.class.getResourceAsStream("/moonlet/openapi.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
