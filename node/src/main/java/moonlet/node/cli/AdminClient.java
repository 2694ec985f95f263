package moonlet.node.cli;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks the admin API of a node. */
final class AdminClient {
    /** A node did not answer, or answered with an error. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final int exitCode;

        private Refused(int exitCode, String text) {
            super(text, null, false, false);
            this.exitCode = exitCode;
        }

        /** 1 for an error, 3 where no node answers. */
        int exitCode() {
            return exitCode;
        }
    }

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int NO_ANSWER = 3;

    private final String place;
    private final Path tokenFile;

    /**
     * @param place {@code HOST:PORT}
     */
    AdminClient(String place, Path tokenFile) {
        this.place = place;
        this.tokenFile = tokenFile;
    }

    /**
     * Asks for something.
     *
     * @param query parameters; those without a value are left out
     */
    JsonNode get(String path, Map<String, String> query) throws Refused {
        String parameters =
                query.entrySet().stream()
                        .filter(pair -> pair.getValue() != null)
                        .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
                        .collect(Collectors.joining("&"));
        return send(request(path + (parameters.isEmpty() ? "" : "?" + parameters)).GET());
    }

    /** Has something done. */
    JsonNode post(String path, Map<String, ?> body) throws Refused {
        return send(
                request(path)
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        MAPPER.writeValueAsString(body))));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) throws Refused {
        URI uri;
        try {
            uri = URI.create("http://" + place + "/" + path);
        } catch (IllegalArgumentException wrong) {
            throw new Refused(NO_ANSWER, "--admin is HOST:PORT, found " + place);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
        try {
            request.header("Authorization", "Bearer " + Files.readString(tokenFile).strip());
        } catch (IOException | IllegalArgumentException none) {
            // without it, what needs none can be asked
        }
        return request;
    }

    private JsonNode send(HttpRequest.Builder request) throws Refused {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            HttpResponse<String> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonNode body = MAPPER.readTree(answer.body());
            if (answer.statusCode() == 200) {
                return body;
            }
            JsonNode error = body.path("error");
            String why = error.path("kind").asString() + ": " + error.path("message").asString();
            boolean token = answer.statusCode() == 401 || answer.statusCode() == 403;
            throw new Refused(1, token ? why + " (read from " + tokenFile + ")" : why);
        } catch (IOException | IllegalArgumentException | JacksonException failed) {
            String why = failed.getMessage() == null ? "" : " (" + failed.getMessage() + ")";
            throw new Refused(
                    NO_ANSWER,
                    "Unavailable: no node answers at "
                            + place
                            + why
                            + "; name one with --admin HOST:PORT or MOONLET_ADMIN");
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            throw new Refused(NO_ANSWER, "interrupted");
        }
    }
}
