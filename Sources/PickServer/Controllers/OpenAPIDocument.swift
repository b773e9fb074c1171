/// The text of `openapi.yaml`, built into the program.
///
/// Generated: `PICK_UPDATE_OPENAPI=1 swift test --filter OpenAPIDocumentTests`. Do not edit.
enum OpenAPIDocument {
  static let text = #"""
    openapi: 3.1.0
    info:
      title: Pick
      version: "1"
      summary: Pages, choices and watching of one viewer, for terminals.
      description: |
        Everything a terminal of Pick asks its server for.

        - Identifiers are strings of digits: they have 63 bits, which JavaScript's numbers do not hold.
        - Instants are integers: milliseconds since 1970-01-01T00:00:00Z.
        - What is not there is left out; nothing is null.
        - Lengths are counted in Unicode scalars. No text contains U+0000.
        - Clients pass over fields they do not know. The server refuses them (`invalid_body`), so that
          nothing is silently misread.
        - Every failure is a problem document (RFC 9457) with a stable `code` and the request's name.
        - `GET` pages carry a strong `ETag`; `If-None-Match` is answered with 304. Bodies of 1 KiB and
          more are compressed with gzip for whoever accepts it. `HEAD` is answered wherever `GET` is.
        - Bodies are read up to 64 KiB, batches up to 2 MiB and 500 facts, headers up to 16 KiB and
          100 fields, a target up to 8 KiB; a request has to arrive within 10 seconds.
        - Names and header fields are printable ASCII, names of at most 64 characters.
      license:
        name: MIT
        identifier: MIT
    servers:
      - url: /
        description: The server this document was asked of.
    tags:
      - name: sign-in
        description: Sessions and passwords.
      - name: pages
        description: What a viewer browses.
      - name: own
        description: What is known of a viewer.
      - name: choices
        description: What a viewer chooses; setting a state twice changes nothing.
      - name: watching
        description: Facts, each with its own identity; repeating them is safe.
      - name: device
        description: Signing in a device without a keyboard (RFC 8628).
      - name: operating
        description: For those who run the server.
    security:
      - accessToken: []
    paths:
      /api/v1/sign-in:
        post:
          operationId: signIn
          tags: [sign-in]
          summary: Signs in with number and password.
          security: []
          requestBody:
            required: true
            content:
              application/json:
                schema:
                  $ref: '#/components/schemas/SignInRequest'
                example: {number: "0101234567", password: pick-demo, device_name: living room}
          responses:
            "200":
              description: A session has begun.
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/Tokens'
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/WrongCredentials'
            "408":
              $ref: '#/components/responses/Timeout'
            "413":
              $ref: '#/components/responses/TooLarge'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "415":
              $ref: '#/components/responses/UnsupportedMediaType'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
      /api/v1/refresh:
        post:
          operationId: refresh
          tags: [sign-in]
          summary: Exchanges a refresh token for a new pair.
          description: |
            Within ten seconds the same token gets the same successor once more (a lost answer). After
            that whoever presents it ends the session.
          security: []
          requestBody:
            required: true
            content:
              application/json:
                schema:
                  $ref: '#/components/schemas/RefreshRequest'
          responses:
            "200":
              description: A new pair; the old refresh token is used up.
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/Tokens'
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/SessionOver'
            "408":
              $ref: '#/components/responses/Timeout'
            "413":
              $ref: '#/components/responses/TooLarge'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "415":
              $ref: '#/components/responses/UnsupportedMediaType'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
      /api/v1/sign-out:
        post:
          operationId: signOut
          tags: [sign-in]
          summary: Ends this session, or all of the account.
          description: |
            An expired access token is enough: signing out must not need a refresh first.
          requestBody:
            required: true
            content:
              application/json:
                schema:
                  $ref: '#/components/schemas/SignOutRequest'
          responses:
            "204":
              description: Done, or done before.
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "408":
              $ref: '#/components/responses/Timeout'
            "413":
              $ref: '#/components/responses/TooLarge'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "415":
              $ref: '#/components/responses/UnsupportedMediaType'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
      /api/v1/session:
        get:
          operationId: session
          tags: [sign-in]
          summary: Who is signed in, and until when.
          responses:
            "200":
              description: Done.
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/Session'
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
      /api/v1/sessions:
        get:
          operationId: sessions
          tags: [sign-in]
          summary: Where the account is signed in.
          responses:
            "200":
              description: Done.
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/Sessions'
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
      /api/v1/sessions/{session}:
        delete:
          operationId: endSession
          tags: [sign-in]
          summary: Signs one device out.
          parameters:
            - $ref: '#/components/parameters/SessionPath'
          responses:
            "204":
              description: Done, or done before.
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "404":
              $ref: '#/components/responses/NotFound'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
      /api/v1/password:
        post:
          operationId: changePassword
          tags: [sign-in]
          summary: Replaces the password; other devices are signed out.
          requestBody:
            required: true
            content:
              application/json:
                schema:
                  $ref: '#/components/schemas/PasswordRequest'
          responses:
            "204":
              description: Done, or done before.
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "408":
              $ref: '#/components/responses/Timeout'
            "413":
              $ref: '#/components/responses/TooLarge'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "415":
              $ref: '#/components/responses/UnsupportedMediaType'
            "422":
              $ref: '#/components/responses/Unacceptable'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
      /api/v1/home:
        get:
          operationId: home
          tags: [pages]
          summary: The front page; at most 20 KiB.
          parameters:
            - $ref: '#/components/parameters/IfNoneMatch'
          responses:
            "200":
              description: Done.
              headers:
                ETag:
                  $ref: '#/components/headers/ETag'
                Cache-Control:
                  $ref: '#/components/headers/CacheControl'
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/Home'
            "304":
              $ref: '#/components/responses/NotModified'
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
      /api/v1/home/shelves/{shelf}:
        get:
          operationId: shelf
          tags: [pages]
          summary: One whole shelf of the front page.
          parameters:
            - $ref: '#/components/parameters/ShelfPath'
            - $ref: '#/components/parameters/IfNoneMatch'
          responses:
            "200":
              description: Done.
              headers:
                ETag:
                  $ref: '#/components/headers/ETag'
                Cache-Control:
                  $ref: '#/components/headers/CacheControl'
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/Shelf'
            "304":
              $ref: '#/components/responses/NotModified'
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "404":
              $ref: '#/components/responses/NotFound'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
      /api/v1/home/shelves/{shelf}/cards:
        get:
          operationId: shelfCards
          tags: [pages]
          summary: The cards of a shelf that follow those it came with.
          parameters:
            - $ref: '#/components/parameters/ShelfPath'
            - $ref: '#/components/parameters/After'
            - $ref: '#/components/parameters/IfNoneMatch'
          responses:
            "200":
              description: Done.
              headers:
                ETag:
                  $ref: '#/components/headers/ETag'
                Cache-Control:
                  $ref: '#/components/headers/CacheControl'
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/ShelfPart'
            "304":
              $ref: '#/components/responses/NotModified'
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "404":
              $ref: '#/components/responses/NotFound'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
      /api/v1/categories/{category}:
        get:
          operationId: category
          tags: [pages]
          summary: One category, a shelf a genre.
          parameters:
            - $ref: '#/components/parameters/CategoryPath'
            - $ref: '#/components/parameters/IfNoneMatch'
          responses:
            "200":
              description: Done.
              headers:
                ETag:
                  $ref: '#/components/headers/ETag'
                Cache-Control:
                  $ref: '#/components/headers/CacheControl'
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/CategoryPage'
            "304":
              $ref: '#/components/responses/NotModified'
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "404":
              $ref: '#/components/responses/NotFound'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
      /api/v1/search:
        get:
          operationId: search
          tags: [pages]
          summary: Titles that match, best first.
          parameters:
            - $ref: '#/components/parameters/Query'
            - $ref: '#/components/parameters/Limit'
            - $ref: '#/components/parameters/IfNoneMatch'
          responses:
            "200":
              description: Done.
              headers:
                ETag:
                  $ref: '#/components/headers/ETag'
                Cache-Control:
                  $ref: '#/components/headers/CacheControl'
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/SearchResults'
            "304":
              $ref: '#/components/responses/NotModified'
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
      /api/v1/titles/{title}:
        get:
          operationId: title
          tags: [pages]
          summary: Everything about one title.
          parameters:
            - $ref: '#/components/parameters/TitlePath'
            - $ref: '#/components/parameters/IfNoneMatch'
          responses:
            "200":
              description: Done.
              headers:
                ETag:
                  $ref: '#/components/headers/ETag'
                Cache-Control:
                  $ref: '#/components/headers/CacheControl'
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/TitlePage'
            "304":
              $ref: '#/components/responses/NotModified'
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "404":
              $ref: '#/components/responses/NotFound'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
      /api/v1/titles/{title}/explanation:
        get:
          operationId: explanation
          tags: [pages]
          summary: How the score of a title is made up.
          parameters:
            - $ref: '#/components/parameters/TitlePath'
            - $ref: '#/components/parameters/IfNoneMatch'
          responses:
            "200":
              description: Done.
              headers:
                ETag:
                  $ref: '#/components/headers/ETag'
                Cache-Control:
                  $ref: '#/components/headers/CacheControl'
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/Explanation'
            "304":
              $ref: '#/components/responses/NotModified'
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "404":
              $ref: '#/components/responses/NotFound'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
      /api/v1/my-page:
        get:
          operationId: myPage
          tags: [own]
          summary: Everything of a viewer's own page.
          parameters:
            - $ref: '#/components/parameters/IfNoneMatch'
          responses:
            "200":
              description: Done.
              headers:
                ETag:
                  $ref: '#/components/headers/ETag'
                Cache-Control:
                  $ref: '#/components/headers/CacheControl'
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/MyPage'
            "304":
              $ref: '#/components/responses/NotModified'
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
      /api/v1/my-list:
        get:
          operationId: myList
          tags: [own]
          summary: The viewer's list, last added first.
          parameters:
            - $ref: '#/components/parameters/IfNoneMatch'
          responses:
            "200":
              description: Done.
              headers:
                ETag:
                  $ref: '#/components/headers/ETag'
                Cache-Control:
                  $ref: '#/components/headers/CacheControl'
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/Cards'
            "304":
              $ref: '#/components/responses/NotModified'
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
      /api/v1/history:
        get:
          operationId: history
          tags: [own]
          summary: What was watched, last watched first.
          parameters:
            - $ref: '#/components/parameters/IfNoneMatch'
          responses:
            "200":
              description: Done.
              headers:
                ETag:
                  $ref: '#/components/headers/ETag'
                Cache-Control:
                  $ref: '#/components/headers/CacheControl'
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/History'
            "304":
              $ref: '#/components/responses/NotModified'
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
      /api/v1/taste:
        get:
          operationId: taste
          tags: [own]
          summary: What the watching is made of.
          parameters:
            - $ref: '#/components/parameters/IfNoneMatch'
          responses:
            "200":
              description: Done.
              headers:
                ETag:
                  $ref: '#/components/headers/ETag'
                Cache-Control:
                  $ref: '#/components/headers/CacheControl'
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/Taste'
            "304":
              $ref: '#/components/responses/NotModified'
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
      /api/v1/my-list/{title}:
        put:
          operationId: addToMyList
          tags: [choices]
          summary: Puts a title on the list.
          parameters:
            - $ref: '#/components/parameters/TitlePath'
          responses:
            "204":
              description: Done, or done before.
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "404":
              $ref: '#/components/responses/NotFound'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
        delete:
          operationId: removeFromMyList
          tags: [choices]
          summary: Takes a title off the list.
          parameters:
            - $ref: '#/components/parameters/TitlePath'
          responses:
            "204":
              description: Done, or done before.
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "404":
              $ref: '#/components/responses/NotFound'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
      /api/v1/titles/{title}/thumb:
        put:
          operationId: setThumb
          tags: [choices]
          summary: Says what the viewer thinks of a title.
          parameters:
            - $ref: '#/components/parameters/TitlePath'
          requestBody:
            required: true
            content:
              application/json:
                schema:
                  $ref: '#/components/schemas/ThumbRequest'
                example: {thumb: up}
          responses:
            "204":
              description: Done, or done before.
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "404":
              $ref: '#/components/responses/NotFound'
            "408":
              $ref: '#/components/responses/Timeout'
            "413":
              $ref: '#/components/responses/TooLarge'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "415":
              $ref: '#/components/responses/UnsupportedMediaType'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
        delete:
          operationId: withdrawThumb
          tags: [choices]
          summary: Takes a thumb back.
          parameters:
            - $ref: '#/components/parameters/TitlePath'
          responses:
            "204":
              description: Done, or done before.
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "404":
              $ref: '#/components/responses/NotFound'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
      /api/v1/titles/{title}/hidden:
        put:
          operationId: hide
          tags: [choices]
          summary: Hides a title from shelves.
          parameters:
            - $ref: '#/components/parameters/TitlePath'
          responses:
            "204":
              description: Done, or done before.
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "404":
              $ref: '#/components/responses/NotFound'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
        delete:
          operationId: unhide
          tags: [choices]
          summary: Shows a hidden title again.
          parameters:
            - $ref: '#/components/parameters/TitlePath'
          responses:
            "204":
              description: Done, or done before.
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "404":
              $ref: '#/components/responses/NotFound'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
      /api/v1/titles/{title}/forgotten:
        put:
          operationId: forget
          tags: [choices]
          summary: Leaves a title out of history and recommendations until it is watched again.
          parameters:
            - $ref: '#/components/parameters/TitlePath'
          responses:
            "204":
              description: Done, or done before.
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "404":
              $ref: '#/components/responses/NotFound'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
      /api/v1/assets/{asset}/watched:
        post:
          operationId: markWatched
          tags: [watching]
          summary: Marks an asset as watched.
          parameters:
            - $ref: '#/components/parameters/AssetPath'
          requestBody:
            required: true
            content:
              application/json:
                schema:
                  $ref: '#/components/schemas/MarkWatchedRequest'
          responses:
            "204":
              description: Done, or done before.
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "404":
              $ref: '#/components/responses/NotFound'
            "408":
              $ref: '#/components/responses/Timeout'
            "413":
              $ref: '#/components/responses/TooLarge'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "415":
              $ref: '#/components/responses/UnsupportedMediaType'
            "422":
              $ref: '#/components/responses/Unacceptable'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
      /api/v1/assets/{asset}/unwatched:
        post:
          operationId: unmarkWatched
          tags: [watching]
          summary: Takes back that an asset was watched.
          description: |
            The viewer stands where they stood before it was marked, or before playback reached its end.
            Marking it again right after puts that back, too. Nothing happens to what is not watched.
          parameters:
            - $ref: '#/components/parameters/AssetPath'
          requestBody:
            required: true
            content:
              application/json:
                schema:
                  $ref: '#/components/schemas/MarkWatchedRequest'
          responses:
            "204":
              description: Done, or done before.
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "404":
              $ref: '#/components/responses/NotFound'
            "408":
              $ref: '#/components/responses/Timeout'
            "413":
              $ref: '#/components/responses/TooLarge'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "415":
              $ref: '#/components/responses/UnsupportedMediaType'
            "422":
              $ref: '#/components/responses/Unacceptable'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
      /api/v1/playbacks/{event}:
        put:
          operationId: savePlayback
          tags: [watching]
          summary: Says where a running playback stands; every ten seconds.
          description: |
            Becomes the event of that identity when the player dies without sending it.
          parameters:
            - $ref: '#/components/parameters/EventPath'
          requestBody:
            required: true
            content:
              application/json:
                schema:
                  $ref: '#/components/schemas/PlaybackRequest'
          responses:
            "204":
              description: Done, or done before.
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "404":
              $ref: '#/components/responses/NotFound'
            "408":
              $ref: '#/components/responses/Timeout'
            "413":
              $ref: '#/components/responses/TooLarge'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "415":
              $ref: '#/components/responses/UnsupportedMediaType'
            "422":
              $ref: '#/components/responses/Unacceptable'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
      /api/v1/watch-events:
        post:
          operationId: recordWatchEvents
          tags: [watching]
          summary: Records finished playbacks.
          requestBody:
            required: true
            content:
              application/json:
                schema:
                  $ref: '#/components/schemas/WatchEventsRequest'
          responses:
            "200":
              description: Done.
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/BatchAnswer'
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "408":
              $ref: '#/components/responses/Timeout'
            "413":
              $ref: '#/components/responses/TooLarge'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "415":
              $ref: '#/components/responses/UnsupportedMediaType'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
      /api/v1/detail-views:
        post:
          operationId: recordDetailViews
          tags: [watching]
          summary: Records opened detail pages.
          requestBody:
            required: true
            content:
              application/json:
                schema:
                  $ref: '#/components/schemas/DetailViewsRequest'
          responses:
            "200":
              description: Done.
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/BatchAnswer'
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "408":
              $ref: '#/components/responses/Timeout'
            "413":
              $ref: '#/components/responses/TooLarge'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "415":
              $ref: '#/components/responses/UnsupportedMediaType'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
      /api/v1/impressions:
        post:
          operationId: recordImpressions
          tags: [watching]
          summary: Records cards that were visible.
          requestBody:
            required: true
            content:
              application/json:
                schema:
                  $ref: '#/components/schemas/ImpressionsRequest'
          responses:
            "200":
              description: Done.
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/BatchAnswer'
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "408":
              $ref: '#/components/responses/Timeout'
            "413":
              $ref: '#/components/responses/TooLarge'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "415":
              $ref: '#/components/responses/UnsupportedMediaType'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
      /api/v1/device/authorization:
        post:
          operationId: authorizeDevice
          tags: [device]
          summary: Begins to sign a device in.
          security: []
          requestBody:
            required: true
            content:
              application/json:
                schema:
                  $ref: '#/components/schemas/DeviceAuthorizationRequest'
          responses:
            "200":
              description: Done.
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/DeviceAuthorization'
            "400":
              $ref: '#/components/responses/BadRequest'
            "408":
              $ref: '#/components/responses/Timeout'
            "413":
              $ref: '#/components/responses/TooLarge'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "415":
              $ref: '#/components/responses/UnsupportedMediaType'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
      /api/v1/device/token:
        post:
          operationId: pollDeviceToken
          tags: [device]
          summary: Asks whether the device has been approved.
          description: |
            Until somebody approves, the answer is a problem: `authorization_pending`, `slow_down` (the
            interval grew by 5 seconds), `access_denied` or `expired_token`. Tokens are given out once.
          security: []
          requestBody:
            required: true
            content:
              application/json:
                schema:
                  $ref: '#/components/schemas/DeviceTokenRequest'
          responses:
            "200":
              description: Done.
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/Tokens'
            "400":
              $ref: '#/components/responses/DeviceProblem'
            "408":
              $ref: '#/components/responses/Timeout'
            "413":
              $ref: '#/components/responses/TooLarge'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "415":
              $ref: '#/components/responses/UnsupportedMediaType'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
      /api/v1/device/pending:
        post:
          operationId: pendingDevice
          tags: [device]
          summary: Which device waits under a code.
          requestBody:
            required: true
            content:
              application/json:
                schema:
                  $ref: '#/components/schemas/UserCodeRequest'
          responses:
            "200":
              description: Done.
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/PendingDevice'
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "404":
              $ref: '#/components/responses/NotFound'
            "408":
              $ref: '#/components/responses/Timeout'
            "413":
              $ref: '#/components/responses/TooLarge'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "415":
              $ref: '#/components/responses/UnsupportedMediaType'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
      /api/v1/device/approval:
        post:
          operationId: approveDevice
          tags: [device]
          summary: Signs the device in that waits under a code.
          requestBody:
            required: true
            content:
              application/json:
                schema:
                  $ref: '#/components/schemas/UserCodeRequest'
          responses:
            "204":
              description: Done, or done before.
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "404":
              $ref: '#/components/responses/NotFound'
            "408":
              $ref: '#/components/responses/Timeout'
            "413":
              $ref: '#/components/responses/TooLarge'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "415":
              $ref: '#/components/responses/UnsupportedMediaType'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
      /api/v1/device/denial:
        post:
          operationId: denyDevice
          tags: [device]
          summary: Turns the device away that waits under a code.
          requestBody:
            required: true
            content:
              application/json:
                schema:
                  $ref: '#/components/schemas/UserCodeRequest'
          responses:
            "204":
              description: Done, or done before.
            "400":
              $ref: '#/components/responses/BadRequest'
            "401":
              $ref: '#/components/responses/Unauthorized'
            "404":
              $ref: '#/components/responses/NotFound'
            "408":
              $ref: '#/components/responses/Timeout'
            "413":
              $ref: '#/components/responses/TooLarge'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "415":
              $ref: '#/components/responses/UnsupportedMediaType'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
      /activate:
        get:
          operationId: activationForm
          tags: [device]
          summary: The page on which a code is typed; works without script.
          security: []
          parameters:
            - $ref: '#/components/parameters/Code'
            - $ref: '#/components/parameters/Language'
          responses:
            "200":
              description: The form.
              content:
                text/html:
                  schema:
                    $ref: '#/components/schemas/Markup'
            "400":
              $ref: '#/components/responses/BadRequest'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "429":
              $ref: '#/components/responses/TooManyRequests'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
        post:
          operationId: activate
          tags: [device]
          summary: Approves or denies a device with number and password.
          security: []
          requestBody:
            required: true
            content:
              application/x-www-form-urlencoded:
                schema:
                  $ref: '#/components/schemas/ActivationForm'
          responses:
            "200":
              description: The waiting device, with a form to decide; or what became of it.
              content:
                text/html:
                  schema:
                    $ref: '#/components/schemas/Markup'
            "400":
              $ref: '#/components/responses/FormRefused'
            "401":
              $ref: '#/components/responses/FormRefused'
            "403":
              $ref: '#/components/responses/FormRefused'
            "404":
              $ref: '#/components/responses/FormRefused'
            "408":
              $ref: '#/components/responses/Timeout'
            "413":
              $ref: '#/components/responses/TooLarge'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "415":
              $ref: '#/components/responses/UnsupportedMediaType'
            "429":
              $ref: '#/components/responses/FormRefused'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "500":
              $ref: '#/components/responses/Internal'
            "503":
              $ref: '#/components/responses/Unavailable'
            "507":
              $ref: '#/components/responses/StorageFull'
      /live:
        get:
          operationId: live
          tags: [operating]
          summary: The process answers.
          security: []
          responses:
            "200":
              description: Done.
              content:
                text/plain:
                  schema:
                    $ref: '#/components/schemas/PlainText'
            "400":
              $ref: '#/components/responses/BadRequest'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
      /ready:
        get:
          operationId: ready
          tags: [operating]
          summary: The server can serve; 503 with a word when it cannot.
          security: []
          responses:
            "200":
              description: Done.
              content:
                text/plain:
                  schema:
                    $ref: '#/components/schemas/PlainText'
            "400":
              $ref: '#/components/responses/BadRequest'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "503":
              $ref: '#/components/responses/NotReady'
      /.well-known/jwks.json:
        get:
          operationId: keySet
          tags: [operating]
          summary: The keys access tokens are signed with (RFC 7517).
          security: []
          responses:
            "200":
              description: Done.
              content:
                application/jwk-set+json:
                  schema:
                    $ref: '#/components/schemas/KeySet'
            "400":
              $ref: '#/components/responses/BadRequest'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
            "503":
              $ref: '#/components/responses/Unavailable'
      /openapi.yaml:
        get:
          operationId: openAPI
          tags: [operating]
          summary: This document.
          security: []
          parameters:
            - $ref: '#/components/parameters/IfNoneMatch'
          responses:
            "200":
              description: Done.
              headers:
                ETag:
                  $ref: '#/components/headers/ETag'
                Cache-Control:
                  $ref: '#/components/headers/CacheControl'
              content:
                application/yaml:
                  schema:
                    $ref: '#/components/schemas/Markup'
            "304":
              $ref: '#/components/responses/NotModified'
            "400":
              $ref: '#/components/responses/BadRequest'
            "408":
              $ref: '#/components/responses/Timeout'
            "414":
              $ref: '#/components/responses/TargetTooLong'
            "431":
              $ref: '#/components/responses/HeadersTooLarge'
    components:
      securitySchemes:
        accessToken:
          type: http
          scheme: bearer
          bearerFormat: JWT
          description: The access token of signing in; 30 minutes.
      headers:
        ETag:
          description: Stands for the bytes of the page.
          schema:
            type: string
        CacheControl:
          description: Kept by the viewer's own program only, and asked about each time.
          schema:
            type: string
      parameters:
        IfNoneMatch:
          name: If-None-Match
          in: header
          description: Tags of what is known already.
          schema:
            type: string
        Code:
          name: code
          in: query
          description: The code to begin with, from a QR code.
          schema:
            type: string
            maxLength: 32
            pattern: '^[^\u0000]*$'
        Language:
          name: lang
          in: query
          description: The language of the page, ko or en; else the browser's.
          schema:
            type: string
            maxLength: 64
            pattern: '^[\u0020-\u007E]*$'
        Query:
          name: query
          in: query
          required: true
          description: The words searched for; initials of Hangul syllables match too.
          schema:
            $ref: '#/components/schemas/QueryText'
        Limit:
          name: limit
          in: query
          description: Cards at most.
          schema:
            type: integer
            minimum: 1
            maximum: 200
            default: 50
        After:
          name: after
          in: query
          required: true
          description: Where the shelf goes on, as `next` said it.
          schema:
            type: string
            minLength: 1
            maxLength: 2048
            pattern: '^[A-Za-z0-9_-]+$'
        TitlePath:
          name: title
          in: path
          required: true
          schema:
            $ref: '#/components/schemas/Identifier'
        AssetPath:
          name: asset
          in: path
          required: true
          schema:
            $ref: '#/components/schemas/Identifier'
        EventPath:
          name: event
          in: path
          required: true
          schema:
            $ref: '#/components/schemas/EventIdentity'
        SessionPath:
          name: session
          in: path
          required: true
          schema:
            $ref: '#/components/schemas/SessionIdentity'
        ShelfPath:
          name: shelf
          in: path
          required: true
          description: The name of a shelf, as `id` says it.
          schema:
            type: string
            minLength: 1
            maxLength: 1100
          example: top10
        CategoryPath:
          name: category
          in: path
          required: true
          schema:
            $ref: '#/components/schemas/Category'
      responses:
        NotModified:
          description: What is known already is what there is.
          headers:
            ETag:
              $ref: '#/components/headers/ETag'
        BadRequest:
          description: >-
            `invalid_body`, `invalid_parameter` or `invalid_cursor`; `field` says where. Or
            `malformed_request`: the framing, the head or the host of the request.
          content:
            application/problem+json:
              schema:
                $ref: '#/components/schemas/Problem'
        DeviceProblem:
          description: >-
            `authorization_pending`, `slow_down`, `access_denied`, `expired_token`, `invalid_body` or
            `malformed_request`.
          content:
            application/problem+json:
              schema:
                $ref: '#/components/schemas/Problem'
        WrongCredentials:
          description: "`wrong_credentials`: number or password are wrong; which one is not said."
          content:
            application/problem+json:
              schema:
                $ref: '#/components/schemas/Problem'
        SessionOver:
          description: "`session_expired` or `session_revoked`: signing in again is the only way on."
          content:
            application/problem+json:
              schema:
                $ref: '#/components/schemas/Problem'
        Unauthorized:
          description: "`unauthorized`: there is no valid access token; refreshing may help."
          headers:
            WWW-Authenticate:
              description: Bearer (RFC 6750).
              schema:
                type: string
          content:
            application/problem+json:
              schema:
                $ref: '#/components/schemas/Problem'
        NotFound:
          description: "`not_found`: there is no such thing, or not for this viewer."
          content:
            application/problem+json:
              schema:
                $ref: '#/components/schemas/Problem'
        Timeout:
          description: "`request_timeout`: the request did not arrive within 10 seconds."
          content:
            application/problem+json:
              schema:
                $ref: '#/components/schemas/Problem'
        TooLarge:
          description: "`body_too_large` or `batch_too_large`."
          content:
            application/problem+json:
              schema:
                $ref: '#/components/schemas/Problem'
        TargetTooLong:
          description: "`target_too_long`: a path and query of more than 8 KiB."
          content:
            application/problem+json:
              schema:
                $ref: '#/components/schemas/Problem'
        UnsupportedMediaType:
          description: "`unsupported_media_type`: the body is not what is read here."
          content:
            application/problem+json:
              schema:
                $ref: '#/components/schemas/Problem'
        Unacceptable:
          description: "`new_password_too_short`, `old_password_wrong` or `instant_in_future`."
          content:
            application/problem+json:
              schema:
                $ref: '#/components/schemas/Problem'
        TooManyRequests:
          description: "`too_many_requests`; `retry_after` says when to ask again."
          headers:
            Retry-After:
              description: Seconds until asking again makes sense.
              schema:
                type: string
                pattern: '^[0-9]+$'
          content:
            application/problem+json:
              schema:
                $ref: '#/components/schemas/Problem'
        HeadersTooLarge:
          description: "`headers_too_large`: more than 16 KiB, or more than 100 fields."
          content:
            application/problem+json:
              schema:
                $ref: '#/components/schemas/Problem'
        Internal:
          description: "`internal`: something nobody thought of; the log knows more."
          content:
            application/problem+json:
              schema:
                $ref: '#/components/schemas/Problem'
        Unavailable:
          description: "`unavailable`: not just now; `retry_after` says when."
          content:
            application/problem+json:
              schema:
                $ref: '#/components/schemas/Problem'
        StorageFull:
          description: "`storage_full`: there is no room to store it."
          content:
            application/problem+json:
              schema:
                $ref: '#/components/schemas/Problem'
        FormRefused:
          description: The form again, with what is wrong; a foreign or unreadable form is a problem.
          content:
            text/html:
              schema:
                $ref: '#/components/schemas/Markup'
            application/problem+json:
              schema:
                $ref: '#/components/schemas/Problem'
        NotReady:
          description: One word why.
          content:
            text/plain:
              schema:
                $ref: '#/components/schemas/PlainText'
      schemas:
        PlainText:
          type: string
        Markup:
          type: string
        Identifier:
          type: string
          pattern: "^([1-9][0-9]{0,17}|[1-8][0-9]{18}|9[0-1][0-9]{17}|92[0-1][0-9]{16}|922[0-2][0-9]{15}\
            |9223[0-2][0-9]{14}|92233[0-6][0-9]{13}|922337[0-1][0-9]{12}|92233720[0-2][0-9]{10}\
            |922337203[0-5][0-9]{9}|9223372036[0-7][0-9]{8}|92233720368[0-4][0-9]{7}\
            |922337203685[0-3][0-9]{6}|9223372036854[0-6][0-9]{5}|92233720368547[0-6][0-9]{4}\
            |922337203685477[0-4][0-9]{3}|9223372036854775[0-7][0-9]{2}|922337203685477580[0-7])$"
          description: A number of at most 63 bits.
          example: "42"
        EventIdentity:
          type: string
          pattern: '^[0-9a-f]{32}$'
          description: 128 bits; the first 48 are the fact's time in milliseconds.
        SessionIdentity:
          type: string
          pattern: '^[0-9a-f]{32}$'
        Instant:
          type: integer
          format: int64
          description: Milliseconds since 1970-01-01T00:00:00Z.
          example: 1795154700000
        PastInstant:
          type: integer
          format: int64
          minimum: 946684800000
          maximum: 4102444800000
          description: >-
            Milliseconds since 1970. Five minutes ahead of the server's clock is the future: refused
            (`instant_in_future`), in a batch rejected.
        Seconds:
          type: integer
          minimum: 0
          maximum: 604800
        QueryText:
          type: string
          maxLength: 200
          pattern: '^[^\u0000]*$'
        Category:
          type: string
          enum: [broadcast, drama, film, kids, animation]
        TitleKind:
          type: string
          enum: [film, series]
        AgeRating:
          type: integer
          enum: [0, 7, 12, 15, 19]
          description: The youngest age, as Korea rates it.
        Thumb:
          type: string
          enum: [up, down]
        Problem:
          type: object
          description: "What went wrong (RFC 9457): a fact, never prose for people."
          additionalProperties: false
          required: [type, title, status, code]
          properties:
            type:
              type: string
            title:
              type: string
            status:
              type: integer
              minimum: 400
              maximum: 599
            code:
              type: string
              enum:
                - invalid_body
                - malformed_request
                - invalid_parameter
                - invalid_cursor
                - wrong_credentials
                - unauthorized
                - session_expired
                - session_revoked
                - not_found
                - method_not_allowed
                - request_timeout
                - body_too_large
                - batch_too_large
                - target_too_long
                - unsupported_media_type
                - new_password_too_short
                - old_password_wrong
                - instant_in_future
                - too_many_requests
                - headers_too_large
                - authorization_pending
                - slow_down
                - access_denied
                - expired_token
                - internal
                - unavailable
                - storage_full
            request_id:
              type: string
              description: Finds the request in the server's log.
            field:
              type: string
              description: 'The field or parameter that cannot be accepted: `events.3.id`.'
            retry_after:
              type: integer
              minimum: 0
              description: Seconds until trying again makes sense.
        SignInRequest:
          type: object
          additionalProperties: false
          required: [number, password]
          properties:
            number:
              type: string
              minLength: 1
              maxLength: 150
              pattern: '^[^\u0000-\u001F\u007F-\u009F]*$'
            password:
              type: string
              minLength: 1
              maxLength: 1024
              pattern: '^[^\u0000]*$'
            device_name:
              type: string
              minLength: 1
              maxLength: 64
              pattern: '^[^\u0000]*$'
        RefreshRequest:
          type: object
          additionalProperties: false
          required: [refresh_token]
          properties:
            refresh_token:
              type: string
              minLength: 1
              maxLength: 2048
              pattern: '^[^\u0000]*$'
        SignOutRequest:
          type: object
          additionalProperties: false
          required: [everywhere]
          properties:
            everywhere:
              type: boolean
        PasswordRequest:
          type: object
          additionalProperties: false
          required: [old_password, new_password]
          properties:
            old_password:
              type: string
              minLength: 1
              maxLength: 1024
              pattern: '^[^\u0000]*$'
            new_password:
              type: string
              minLength: 1
              maxLength: 1024
              pattern: '^[^\u0000]*$'
        Account:
          type: object
          description: Who signed in.
          additionalProperties: false
          required: [id, number, viewer]
          properties:
            id:
              $ref: '#/components/schemas/Identifier'
            number:
              type: string
            viewer:
              $ref: '#/components/schemas/Identifier'
        Tokens:
          type: object
          description: "A pair of tokens, and whose they are; lifetimes are in seconds from `now`."
          additionalProperties: false
          required:
            - access_token
            - refresh_token
            - token_type
            - expires_in
            - refresh_expires_in
            - session
            - account
            - now
          properties:
            access_token:
              type: string
            refresh_token:
              type: string
            token_type:
              type: string
              const: Bearer
            expires_in:
              type: integer
              minimum: 0
            refresh_expires_in:
              type: integer
              minimum: 0
            session:
              $ref: '#/components/schemas/SessionIdentity'
            account:
              $ref: '#/components/schemas/Account'
            now:
              $ref: '#/components/schemas/Instant'
        Session:
          type: object
          additionalProperties: false
          required: [session, account, expires_at, now]
          properties:
            session:
              $ref: '#/components/schemas/SessionIdentity'
            account:
              $ref: '#/components/schemas/Account'
            expires_at:
              $ref: '#/components/schemas/Instant'
            now:
              $ref: '#/components/schemas/Instant'
        Device:
          type: object
          description: A place somebody is signed in at.
          additionalProperties: false
          required: [id, name, signed_in_at, last_seen_at, is_current]
          properties:
            id:
              $ref: '#/components/schemas/SessionIdentity'
            name:
              type: string
            signed_in_at:
              $ref: '#/components/schemas/Instant'
            last_seen_at:
              $ref: '#/components/schemas/Instant'
            is_current:
              type: boolean
        Sessions:
          type: object
          description: The asking device first.
          additionalProperties: false
          required: [devices]
          properties:
            devices:
              type: array
              items:
                $ref: '#/components/schemas/Device'
        TitleReference:
          type: object
          additionalProperties: false
          required: [id, name]
          properties:
            id:
              $ref: '#/components/schemas/Identifier'
            name:
              type: string
            name_en:
              type: string
        Genre:
          type: object
          additionalProperties: false
          required: [name]
          properties:
            name:
              type: string
            name_en:
              type: string
        Episode:
          type: object
          additionalProperties: false
          required: [season, number]
          properties:
            season:
              type: integer
              minimum: 1
            number:
              type: integer
              minimum: 0
        Progress:
          type: object
          description: How far the viewer has come in one asset.
          additionalProperties: false
          required: [position, is_finished, last_watched_at]
          properties:
            position:
              type: integer
              minimum: 0
            running_seconds:
              type: integer
              minimum: 1
            is_finished:
              type: boolean
            last_watched_at:
              $ref: '#/components/schemas/Instant'
        Playable:
          type: object
          description: What Space plays.
          additionalProperties: false
          required: [asset]
          properties:
            asset:
              $ref: '#/components/schemas/Identifier'
            episode:
              $ref: '#/components/schemas/Episode'
            progress:
              $ref: '#/components/schemas/Progress'
        Reason:
          type: object
          description: Why a card stands where it stands; the kind says which of the others is there.
          additionalProperties: false
          required: [kind]
          properties:
            kind:
              type: string
              enum:
                - unfinished
                - next_episode
                - because_watched
                - similar
                - favourite_genre
                - new_episode
                - new_release
                - popular_at_hour
                - popular_on_day
                - popular
                - on_my_list
                - genre
                - category
                - matches_search
            titles:
              type: array
              minItems: 1
              items:
                $ref: '#/components/schemas/TitleReference'
            title:
              $ref: '#/components/schemas/TitleReference'
            genre:
              $ref: '#/components/schemas/Genre'
            hour:
              type: integer
              minimum: 0
              maximum: 23
            day:
              type: string
              enum: [weekday, friday_night, weekend]
            rank:
              type: integer
              minimum: 1
            category:
              $ref: '#/components/schemas/Category'
        Card:
          type: object
          description: "One title on a shelf. Without a reason, it is there for the reason of the list."
          additionalProperties: false
          required: [id, name, kind]
          properties:
            id:
              $ref: '#/components/schemas/Identifier'
            name:
              type: string
            name_en:
              type: string
            kind:
              $ref: '#/components/schemas/TitleKind'
            category:
              $ref: '#/components/schemas/Category'
            genre:
              $ref: '#/components/schemas/Genre'
            year:
              type: integer
            age_rating:
              $ref: '#/components/schemas/AgeRating'
            play:
              $ref: '#/components/schemas/Playable'
            reason:
              $ref: '#/components/schemas/Reason'
        Cards:
          type: object
          additionalProperties: false
          required: [cards]
          properties:
            reason:
              $ref: '#/components/schemas/Reason'
            cards:
              type: array
              items:
                $ref: '#/components/schemas/Card'
        Shelf:
          type: object
          description: "A named list of cards; `failed` instead of cards when it could not be made."
          additionalProperties: false
          required: [id, kind]
          properties:
            id:
              type: string
            kind:
              type: string
              enum:
                - continue_watching
                - picked_for_you
                - because_watched
                - similar_to_last_watched
                - favourite_genre
                - new_episodes
                - top10
                - new_releases
                - my_list
                - genre
                - no_genre
                - hero
            title:
              $ref: '#/components/schemas/TitleReference'
            genre:
              $ref: '#/components/schemas/Genre'
            tab:
              type: string
              enum: [realtime, weekday, weekend, friday_night]
            reason:
              $ref: '#/components/schemas/Reason'
            cards:
              type: array
              items:
                $ref: '#/components/schemas/Card'
            next:
              type: string
              description: Where the shelf goes on.
            failed:
              type: boolean
              const: true
        ShelfPart:
          type: object
          additionalProperties: false
          required: [cards]
          properties:
            reason:
              $ref: '#/components/schemas/Reason'
            cards:
              type: array
              items:
                $ref: '#/components/schemas/Card'
            next:
              type: string
        Home:
          type: object
          description: The front page.
          additionalProperties: false
          required: [recommendation_id, built_for, is_personalised, hero, shelves]
          properties:
            recommendation_id:
              type: string
              description: Names this page in the impressions recorded of it.
            built_for:
              $ref: '#/components/schemas/Instant'
            is_personalised:
              type: boolean
            hero:
              type: array
              items:
                $ref: '#/components/schemas/Shelf'
            shelves:
              type: array
              items:
                $ref: '#/components/schemas/Shelf'
        CategoryPage:
          type: object
          additionalProperties: false
          required: [category, shelves]
          properties:
            category:
              $ref: '#/components/schemas/Category'
            shelves:
              type: array
              items:
                $ref: '#/components/schemas/Shelf'
        SearchResults:
          type: object
          additionalProperties: false
          required: [query, total_count, cards]
          properties:
            query:
              type: string
            total_count:
              type: integer
              minimum: 0
            reason:
              $ref: '#/components/schemas/Reason'
            cards:
              type: array
              items:
                $ref: '#/components/schemas/Card'
        Title:
          type: object
          additionalProperties: false
          required: [id, name, kind, genres, added_at]
          properties:
            id:
              $ref: '#/components/schemas/Identifier'
            name:
              type: string
            name_en:
              type: string
            kind:
              $ref: '#/components/schemas/TitleKind'
            category:
              $ref: '#/components/schemas/Category'
            genres:
              type: array
              items:
                $ref: '#/components/schemas/Genre'
            year:
              type: integer
            age_rating:
              $ref: '#/components/schemas/AgeRating'
            available_from:
              $ref: '#/components/schemas/Instant'
            available_until:
              $ref: '#/components/schemas/Instant'
            added_at:
              $ref: '#/components/schemas/Instant'
        Part:
          type: object
          description: One playable part of a title.
          additionalProperties: false
          required: [asset, title, name, added_at]
          properties:
            asset:
              $ref: '#/components/schemas/Identifier'
            title:
              $ref: '#/components/schemas/Identifier'
            episode:
              $ref: '#/components/schemas/Episode'
            name:
              type: string
            aliases:
              type: array
              items:
                type: string
            running_seconds:
              type: integer
              minimum: 1
            added_at:
              $ref: '#/components/schemas/Instant'
            progress:
              $ref: '#/components/schemas/Progress'
        Season:
          type: object
          additionalProperties: false
          required: [number, episodes]
          properties:
            number:
              type: integer
              minimum: 1
            episodes:
              type: array
              items:
                $ref: '#/components/schemas/Part'
        TitlePage:
          type: object
          additionalProperties: false
          required:
            - title
            - synopsis
            - cast
            - seasons
            - others
            - similar
            - is_on_my_list
            - is_hidden
          properties:
            title:
              $ref: '#/components/schemas/Title'
            synopsis:
              type: string
            synopsis_en:
              type: string
            cast:
              type: array
              items:
                type: string
            seasons:
              type: array
              items:
                $ref: '#/components/schemas/Season'
            others:
              type: array
              items:
                $ref: '#/components/schemas/Part'
            next:
              $ref: '#/components/schemas/Part'
            similar:
              $ref: '#/components/schemas/Cards'
            reason:
              $ref: '#/components/schemas/Reason'
            is_on_my_list:
              type: boolean
            thumb:
              $ref: '#/components/schemas/Thumb'
            is_hidden:
              type: boolean
        ExplanationPart:
          type: object
          additionalProperties: false
          required: [source, contribution]
          properties:
            source:
              type: string
              enum: [watched, looked_at, content, popularity, thumb]
            title:
              $ref: '#/components/schemas/TitleReference'
            contribution:
              type: number
        Explanation:
          type: object
          description: "How a score is made up: the parts and the rest add up to it."
          additionalProperties: false
          required: [title, score, parts, rest]
          properties:
            title:
              $ref: '#/components/schemas/TitleReference'
            score:
              type: number
            rank:
              type: integer
              minimum: 1
            parts:
              type: array
              items:
                $ref: '#/components/schemas/ExplanationPart'
            rest:
              type: number
            excluded:
              type: string
              enum: [watched, hidden, forgotten, thumb_down, unavailable]
        HistoryEntry:
          type: object
          additionalProperties: false
          required: [title, asset, progress]
          properties:
            title:
              $ref: '#/components/schemas/TitleReference'
            asset:
              $ref: '#/components/schemas/Identifier'
            episode:
              $ref: '#/components/schemas/Episode'
            progress:
              $ref: '#/components/schemas/Progress'
        History:
          type: object
          additionalProperties: false
          required: [entries]
          properties:
            entries:
              type: array
              items:
                $ref: '#/components/schemas/HistoryEntry'
        TasteShare:
          type: object
          description: A genre's share of what was watched.
          additionalProperties: false
          required: [genre, watched_seconds, share]
          properties:
            genre:
              $ref: '#/components/schemas/Genre'
            watched_seconds:
              type: integer
              minimum: 0
            share:
              type: number
        Taste:
          type: object
          additionalProperties: false
          required: [genres]
          properties:
            genres:
              type: array
              items:
                $ref: '#/components/schemas/TasteShare'
        StoredData:
          type: object
          description: Counts of what is stored about the viewer.
          additionalProperties: false
          required: [watch_events, detail_views, impressions, choices, sessions]
          properties:
            watch_events:
              type: integer
              minimum: 0
            detail_views:
              type: integer
              minimum: 0
            impressions:
              type: integer
              minimum: 0
            choices:
              type: integer
              minimum: 0
            sessions:
              type: integer
              minimum: 0
        MyPage:
          type: object
          additionalProperties: false
          required: [number, history, my_list, taste, devices, stored]
          properties:
            number:
              type: string
            history:
              type: array
              items:
                $ref: '#/components/schemas/HistoryEntry'
            my_list:
              $ref: '#/components/schemas/Cards'
            taste:
              type: array
              items:
                $ref: '#/components/schemas/TasteShare'
            devices:
              type: array
              items:
                $ref: '#/components/schemas/Device'
            stored:
              $ref: '#/components/schemas/StoredData'
        ThumbRequest:
          type: object
          additionalProperties: false
          required: [thumb]
          properties:
            thumb:
              $ref: '#/components/schemas/Thumb'
        MarkWatchedRequest:
          type: object
          additionalProperties: false
          required: [id, at]
          properties:
            id:
              $ref: '#/components/schemas/EventIdentity'
            at:
              $ref: '#/components/schemas/PastInstant'
        PlaybackRequest:
          type: object
          additionalProperties: false
          required: [asset, started_at, watched_seconds, position]
          properties:
            asset:
              $ref: '#/components/schemas/Identifier'
            started_at:
              $ref: '#/components/schemas/PastInstant'
            watched_seconds:
              $ref: '#/components/schemas/Seconds'
            position:
              $ref: '#/components/schemas/Seconds'
        WatchEvent:
          type: object
          additionalProperties: false
          required: [id, asset, started_at, watched_seconds, position]
          properties:
            id:
              $ref: '#/components/schemas/EventIdentity'
            asset:
              $ref: '#/components/schemas/Identifier'
            started_at:
              $ref: '#/components/schemas/PastInstant'
            watched_seconds:
              $ref: '#/components/schemas/Seconds'
            position:
              $ref: '#/components/schemas/Seconds'
        WatchEventsRequest:
          type: object
          additionalProperties: false
          required: [events]
          properties:
            events:
              type: array
              maxItems: 500
              items:
                $ref: '#/components/schemas/WatchEvent'
        DetailView:
          type: object
          additionalProperties: false
          required: [id, title, at]
          properties:
            id:
              $ref: '#/components/schemas/EventIdentity'
            title:
              $ref: '#/components/schemas/Identifier'
            at:
              $ref: '#/components/schemas/PastInstant'
        DetailViewsRequest:
          type: object
          additionalProperties: false
          required: [views]
          properties:
            views:
              type: array
              maxItems: 500
              items:
                $ref: '#/components/schemas/DetailView'
        Impression:
          type: object
          additionalProperties: false
          required: [id, shelf, title, position, at]
          properties:
            id:
              $ref: '#/components/schemas/EventIdentity'
            shelf:
              type: string
              minLength: 1
              maxLength: 1100
              description: >-
                A shelf there is; of `genre:`, a genre of the catalogue. A fact about another one is
                rejected.
              pattern: '^[^\u0000]*$'
            title:
              $ref: '#/components/schemas/Identifier'
            position:
              type: integer
              minimum: 0
              maximum: 10000
            at:
              $ref: '#/components/schemas/PastInstant'
        ImpressionsRequest:
          type: object
          additionalProperties: false
          required: [impressions]
          properties:
            recommendation_id:
              type: string
              minLength: 1
              maxLength: 64
              pattern: '^[\u0020-\u007E]*$'
            impressions:
              type: array
              maxItems: 500
              items:
                $ref: '#/components/schemas/Impression'
        BatchAnswer:
          type: object
          description: Facts that are not rejected are stored, now or before.
          additionalProperties: false
          required: [recorded, rejected]
          properties:
            recorded:
              type: integer
              minimum: 0
              maximum: 500
              description: How many were new.
            rejected:
              type: array
              description: >-
                Facts about what is not there, or from the future; repeating them is of no use.
              items:
                $ref: '#/components/schemas/EventIdentity'
        DeviceAuthorizationRequest:
          type: object
          additionalProperties: false
          properties:
            device_name:
              type: string
              minLength: 1
              maxLength: 64
              pattern: '^[^\u0000]*$'
        DeviceAuthorization:
          type: object
          description: The two codes of a device sign-in (RFC 8628).
          additionalProperties: false
          required:
            - device_code
            - user_code
            - verification_uri
            - verification_uri_complete
            - expires_in
            - interval
          properties:
            device_code:
              type: string
            user_code:
              type: string
              pattern: '^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$'
            verification_uri:
              type: string
            verification_uri_complete:
              type: string
            expires_in:
              type: integer
              minimum: 1
            interval:
              type: integer
              minimum: 1
        DeviceTokenRequest:
          type: object
          additionalProperties: false
          required: [device_code]
          properties:
            device_code:
              type: string
              minLength: 1
              maxLength: 2048
              pattern: '^[^\u0000]*$'
        UserCodeRequest:
          type: object
          additionalProperties: false
          required: [user_code]
          properties:
            user_code:
              type: string
              description: 'As typed: case, spaces and hyphens do not matter.'
              minLength: 1
              maxLength: 32
              pattern: '^[^\u0000]*$'
        PendingDevice:
          type: object
          description: A device that waits to be approved.
          additionalProperties: false
          required: [name, place, requested_at, expires_at]
          properties:
            name:
              type: string
            place:
              type: string
            requested_at:
              $ref: '#/components/schemas/Instant'
            expires_at:
              $ref: '#/components/schemas/Instant'
        ActivationForm:
          type: object
          description: Fields with other names are not read.
          maxProperties: 16
          propertyNames:
            maxLength: 64
            pattern: '^[\u0020-\u007E]*$'
          additionalProperties:
            type: string
          properties:
            code:
              type: string
              description: As typed; case, spaces and hyphens do not matter.
              maxLength: 32
              pattern: '^[^\u0000]*$'
            number:
              type: string
              maxLength: 150
              pattern: '^[^\u0000-\u001F\u007F-\u009F]*$'
            password:
              type: string
              maxLength: 1024
              pattern: '^[^\u0000]*$'
            decision:
              type: string
              description: approve; anything else denies.
              maxLength: 64
              pattern: '^[\u0020-\u007E]*$'
            lang:
              type: string
              description: ko or en.
              maxLength: 64
              pattern: '^[\u0020-\u007E]*$'
        KeySet:
          type: object
          required: [keys]
          properties:
            keys:
              type: array
              items:
                type: object
                required: [kty, kid]
                properties:
                  kty:
                    type: string
                  crv:
                    type: string
                  kid:
                    type: string
                  x:
                    type: string
                  use:
                    type: string
                  alg:
                    type: string

    """#
}
