package moonlet.node.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/** What somebody has to know who changes something through the admin API. */
final class Token {
    private static final int BYTES = 32;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final byte[] text;

    private Token(String text) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads the token in a file; makes file and token where there is none. Only the owner can read
     * a file that is made here.
     *
     * @throws IOException if neither can be done, or the file is empty
     */
    static Token of(Path file, SecureRandom random) throws IOException {
        if (Files.notExists(file)) {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            try {
                Files.createDirectories(file.toAbsolutePath().getParent(), OWNERS_FOLDER);
            } catch (IOException noFolder) {
                throw cannotWrite(file, noFolder);
            }
            try {
                Files.createFile(file, OWNER_ONLY);
                Files.writeString(
                        file,
                        HexFormat.of().formatHex(bytes) + "\n",
                        StandardOpenOption.TRUNCATE_EXISTING);
            } catch (FileAlreadyExistsException other) {
                // another node of this user was faster; its token is as good
            } catch (IOException full) {
                Files.deleteIfExists(file);
                throw cannotWrite(file, full);
            }
        }
        String text = Files.readString(file).strip();
        if (text.isEmpty()) {
            throw new IOException("the token file " + file + " is empty; remove it");
        }
        return new Token(text);
    }

    private static IOException cannotWrite(Path file, IOException why) {
        return new IOException(
                "cannot write the token file "
                        + file
                        + " ("
                        + why.getMessage()
                        + "); name another one with MOONLET_ADMIN_TOKEN_FILE or"
                        + " node.admin_token_file",
                why);
    }

    /** Whether a header {@code Authorization} says the token; takes the same time for all. */
    boolean isIn(String authorization) {
        String said = authorization.startsWith("Bearer ") ? authorization.substring(7) : "";
        return MessageDigest.isEqual(text, said.strip().getBytes(StandardCharsets.UTF_8));
    }
}
