// Generated from openapi.json: npm run gen
export interface paths {
    "/api/v1/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The fleet’s agents, oldest first */
        get: operations["listAgents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One agent */
        get: operations["getAgent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tenant’s machines */
        get: operations["listAssets"];
        put?: never;
        /** Make a machine known */
        post: operations["createAsset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The machines as a CSV file that can be imported again; no cell begins as a formula does */
        get: operations["exportAssetsCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create and update machines, found by id, external id or address; answers for each of them */
        post: operations["importAssets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/import.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same from a CSV file, whose first line names its columns */
        post: operations["importAssetsCsv"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One machine */
        get: operations["getAsset"];
        put?: never;
        post?: never;
        /** Forget a machine; its findings stay */
        delete: operations["deleteAsset"];
        options?: never;
        head?: never;
        /** Change what is known of a machine */
        patch: operations["editAsset"];
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every change in the tenant, newest first */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the tenant’s audit log is as it was written */
        get: operations["verifyAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which targets were looked at, when, by which scan and tool */
        get: operations["listCoverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** By which systems are entered */
        get: operations["listCredentials"];
        put?: never;
        /**
         * Keep a key or a password for systems that are looked into over SSH
         * @description The secret is sealed with a key that is not in the database, is never answered, and goes only to the agent that owns work which needs it, for as long as it owns it.
         */
        post: operations["createCredential"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credentials/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One credential, without its secret */
        get: operations["getCredential"];
        put?: never;
        post?: never;
        /** Forget it; not while a job names it */
        delete: operations["deleteCredential"];
        options?: never;
        head?: never;
        /** Change it; a secret that is not given stays. Its kind stays too. */
        patch: operations["editCredential"];
        trace?: never;
    };
    "/api/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mails and calls of webhooks, newest first; forgotten after 90 days */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One delivery */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the same once more, as a delivery of its own with the same message id */
        post: operations["redeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Evaluations of profiles, of a scan, a job or a host: score and counts, newest first */
        get: operations["listEvaluations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evaluations/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A scan or a job as a whole: mean score, worst hosts, rules that fail most often */
        get: operations["sumUpEvaluations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evaluations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One evaluation */
        get: operations["getEvaluation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evaluations/{id}/drift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is different since an earlier evaluation
         * @description What passes now, what fails now, other changes, and rules that came or went.
         */
        get: operations["getEvaluationDrift"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evaluations/{id}/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its rules in the order of their ids */
        get: operations["listEvaluationRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evaluations/{id}/rules/{rule}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that was told of one rule */
        get: operations["getEvaluationRule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exclusions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Addresses that no scan touches */
        get: operations["listExclusions"];
        put?: never;
        /**
         * Never scan these addresses
         * @description From now on: scans that are under way leave out what they have not planned yet, and what is told of them is not believed.
         */
        post: operations["createExclusion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exclusions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Let them be scanned again; it stays on record */
        delete: operations["deleteExclusion"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Findings, gravest first unless sorted otherwise
         * @description Within a severity, those first found last come first. Only combinations of filters and sort that an index serves are answered; others are refused with what is possible.
         */
        get: operations["listFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/findings/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many findings there are, by state and severity */
        get: operations["countFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/findings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One finding with everything that is known of it */
        get: operations["getFinding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/findings/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every move of the finding, oldest first */
        get: operations["listFindingHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fleet/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Log-ins and every change of the fleet, newest first */
        get: operations["listFleetAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fleet/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the fleet’s audit log is as it was written */
        get: operations["verifyFleetAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fleet/network-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What tenants asked for */
        get: operations["listFleetNetworkRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fleet/network-requests/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make or widen the network as it was asked for */
        post: operations["approveNetworkRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fleet/network-requests/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say no, and why */
        post: operations["rejectNetworkRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fleet/scans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Scans of every tenant, newest first */
        get: operations["listFleetScans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fleet/stops": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Stops of the fleet and of every tenant */
        get: operations["listFleetStops"];
        put?: never;
        /** End every scan of the fleet, or of a tenant */
        post: operations["stopFleet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this replica needs answers, too */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/host-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Keys of hosts that are pinned */
        get: operations["listHostKeys"];
        put?: never;
        /**
         * Pin a key of a host
         * @description A host may have several, such as one of each algorithm; any of them proves it.
         */
        post: operations["pinHostKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/host-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Forget a key: after the host was set up anew
         * @description The next scan with a credential that trusts first keys pins what it finds.
         */
        delete: operations["deleteHostKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invitations that nobody has taken yet */
        get: operations["listInvitations"];
        put?: never;
        /** Invite somebody; the secret is shown once */
        post: operations["inviteMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Become a member; a user gives their own password */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraw an invitation */
        delete: operations["withdrawInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tenant’s jobs, newest first */
        get: operations["listJobs"];
        put?: never;
        /** Define what to scan */
        post: operations["createJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start, enable, disable or delete several jobs
         * @description Each job has its own answer.
         */
        post: operations["bulkJobs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a job would scan, and how, before it is saved
         * @description Nothing is written and no target is touched. What could not be saved is refused as it would be then.
         */
        post: operations["dryRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One job */
        get: operations["getJob"];
        put?: never;
        post?: never;
        /**
         * Delete a job
         * @description Its schedule goes with it; its scans and findings stay, and its name is free.
         */
        delete: operations["deleteJob"];
        options?: never;
        head?: never;
        /**
         * Change a job
         * @description What is not named stays as it is. A scan that is under way keeps what it started with.
         */
        patch: operations["editJob"];
        trace?: never;
    };
    "/api/v1/jobs/{id}/clone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a job like this one
         * @description Everything but the name and the schedule.
         */
        post: operations["cloneJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep a job from starting, by hand or by its schedule
         * @description Scans that are under way go on. Repeating it changes nothing.
         */
        post: operations["disableJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a job would scan, and how, if it started now
         * @description Nothing is written and no target is touched.
         */
        post: operations["dryRunJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a job start again
         * @description Repeating it changes nothing.
         */
        post: operations["enableJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take in results that were made elsewhere, as a scan of the job
         * @description nmap’s XML, XCCDF or ARF results, or OVAL results, plain or gzip. Read with the readers that agents have, under the same limits. The scan goes through Loading and is processed like any; findings change as of when the tool looked. 409 `already-imported` for the same document again.
         */
        post: operations["importResults"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/occurrences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of each occurrence, latest first */
        get: operations["listJobOccurrences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When the job starts by itself */
        get: operations["getJobSchedule"];
        /** Have the job start by itself */
        put: operations["putJobSchedule"];
        post?: never;
        /** Make the job manual */
        delete: operations["deleteJobSchedule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a scan of the job
         * @description 409 `job-disabled` while the job is disabled.
         */
        post: operations["startJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who you are, for which tenant, and with what rights */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change your name, language or time zone */
        patch: operations["updateMe"];
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change your password; your other sessions end */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tenant’s members */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One member */
        get: operations["getMember"];
        put?: never;
        post?: never;
        /** Remove a member; their tokens open nothing any more */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        /** Give a member another role */
        patch: operations["changeMemberRole"];
        trace?: never;
    };
    "/api/v1/named-schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Schedules that jobs can follow */
        get: operations["listNamedSchedules"];
        put?: never;
        /**
         * Name a schedule, for jobs to follow
         * @description A job follows it by PUT /jobs/{id}/schedule with namedScheduleId.
         */
        post: operations["createNamedSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/named-schedules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One named schedule */
        get: operations["getNamedSchedule"];
        put?: never;
        post?: never;
        /** Refused while a job follows it */
        delete: operations["deleteNamedSchedule"];
        options?: never;
        head?: never;
        /**
         * Move every job that follows it
         * @description Giving a recurrence says all of the schedule anew; without it only the name changes.
         */
        patch: operations["editNamedSchedule"];
        trace?: never;
    };
    "/api/v1/network-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the tenant asked for */
        get: operations["listNetworkRequests"];
        put?: never;
        /** Ask for a network, or for a wider one */
        post: operations["requestNetwork"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/network-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One request, and what became of it */
        get: operations["getNetworkRequest"];
        put?: never;
        post?: never;
        /** Withdraw a request; it stays on record */
        delete: operations["withdrawNetworkRequest"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/networks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tenant’s networks */
        get: operations["listNetworks"];
        put?: never;
        /** Name the address ranges that the tenant may scan */
        post: operations["createNetwork"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/networks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One network */
        get: operations["getNetwork"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Widen, narrow or move a network */
        patch: operations["editNetwork"];
        trace?: never;
    };
    "/api/v1/notification-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tenant’s notification rules */
        get: operations["listNotificationRules"];
        put?: never;
        /** Have people or a webhook told of scans */
        post: operations["createNotificationRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notification-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One notification rule */
        get: operations["getNotificationRule"];
        put?: never;
        post?: never;
        /** Delete a notification rule; what was queued goes out */
        delete: operations["deleteNotificationRule"];
        options?: never;
        head?: never;
        /** Change a notification rule */
        patch: operations["editNotificationRule"];
        trace?: never;
    };
    "/api/v1/notification-rules/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test to everyone that the rule names; whoever asks stands in for whoever starts a scan */
        post: operations["testNotificationRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Security packages with the benchmarks and profiles they offer */
        get: operations["listPackages"];
        put?: never;
        /**
         * Upload security content: a SCAP data stream, an XCCDF benchmark or OVAL definitions, or a zip archive with one
         * @description It is looked into before it is kept. 422 `content-refused` with the reason: scripts, remote references, entities, checks that are not in it, excess of any kind.
         */
        post: operations["createPackage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/packages/from-url": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fetch security content, or a zip archive with it, from a URL
         * @description Every redirect is looked at anew. 422 `content-unreachable` with the reason; else as for an upload. Afterwards it can be fetched again.
         */
        post: operations["fetchPackage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/packages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One security package */
        get: operations["getPackage"];
        put?: never;
        post?: never;
        /** Delete it with its versions; not while a profile, a job or a scan under way evaluates it */
        delete: operations["deletePackage"];
        options?: never;
        head?: never;
        /** Rename, describe, switch on or off */
        patch: operations["editPackage"];
        trace?: never;
    };
    "/api/v1/packages/{id}/platform-override": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Let platforms count as given although the content says otherwise
         * @description Such as content for Debian 11 on Debian 12. Makes a version with a dictionary of ours besides the content’s own; every result names the platforms. A further upload is without it.
         */
        put: operations["overridePlatforms"];
        post?: never;
        /** Take the content as it came again */
        delete: operations["endPlatformOverride"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/packages/{id}/refetch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look at its URL again: what is there by now is a new version */
        post: operations["refetchPackage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/packages/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What it held and holds, newest first */
        get: operations["listPackageVersions"];
        put?: never;
        /**
         * Upload its content anew; the same content again changes nothing
         * @description Profiles keep the version that they were saved with until they are saved again.
         */
        post: operations["renewPackage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The fleet’s pools, oldest first */
        get: operations["listPools"];
        put?: never;
        /** Make a pool: agents that reach the same networks */
        post: operations["createPool"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pools/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One pool */
        get: operations["getPool"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pools/{id}/join-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a token that lets one machine join this pool, once, within 15 minutes */
        post: operations["createJoinToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The built-in profiles, then the tenant’s own */
        get: operations["listProfiles"];
        put?: never;
        /** Make a profile of the tenant’s own */
        post: operations["createProfile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profiles/nmap/scripts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The NSE scripts that a profile may name */
        get: operations["listNmapScripts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profiles/test-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a profile on one address before it is saved
         * @description A one-off scan that is not kept: it goes before others, for an hour at most, brings no findings, and is deleted an hour after its end. It counts against the quotas like any.
         */
        post: operations["testUnsavedProfile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/profiles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One profile */
        get: operations["getProfile"];
        put?: never;
        post?: never;
        /**
         * Delete a profile of the tenant’s own
         * @description Jobs that name it keep its options as their own. 409 `built-in-profile` for a built-in one.
         */
        delete: operations["deleteProfile"];
        options?: never;
        head?: never;
        /**
         * Change a profile of the tenant’s own
         * @description Jobs that name it run the new options at their next start; scans that are under way keep theirs. 409 `built-in-profile` for a built-in one.
         */
        patch: operations["editProfile"];
        trace?: never;
    };
    "/api/v1/profiles/{id}/test-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a profile on one address
         * @description A one-off scan that is not kept: it goes before others, for an hour at most, brings no findings, and is deleted an hour after its end. It counts against the quotas like any.
         */
        post: operations["testProfile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tenant’s scans, newest first */
        get: operations["listScans"];
        put?: never;
        /**
         * Scan something once, without a job
         * @description Like the start of a job: same scope, quotas and findings. The scan’s `jobId` is null. With an Idempotency-Key a repeated request starts nothing.
         */
        post: operations["startScan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel several scans
         * @description Each scan has its own answer.
         */
        post: operations["cancelScans"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete several scans
         * @description Each scan has its own answer.
         */
        post: operations["deleteScans"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause several scans
         * @description Each scan has its own answer.
         */
        post: operations["pauseScans"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on with several scans
         * @description Each scan has its own answer.
         */
        post: operations["resumeScans"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One scan with its progress and summary */
        get: operations["getScan"];
        put?: never;
        post?: never;
        /**
         * Delete a scan
         * @description Final or Paused, and processed. Its rows and raw output go; findings keep their history.
         */
        delete: operations["deleteScan"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a scan
         * @description Ends the tools; an accepted cancel never ends as Finished. Repeating it changes nothing. 409 `wrong-state` names the state in which it is not possible.
         */
        post: operations["cancelScan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The scan as it goes: server-sent events
         * @description `state`: one for each move, its id the move’s. `progress`: when something advanced, id `MOVE.N`. `end`: the scan is at its end and processed; the stream ends. Last-Event-ID goes on after that event.
         */
        get: operations["watchScan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans/{id}/force-error": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring any tenant’s scan to Error
         * @description For the fleet administrator, when nothing else helps: tools are ended, and the scan is in Error once no agent holds a part of it. Repeating it changes nothing. 409 `wrong-state` names the state in which it is not possible.
         */
        post: operations["forceScanToError"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every move of the scan, oldest first */
        get: operations["listScanHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans/{id}/left-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Targets that were left out at the start, and why */
        get: operations["listScanLeftOut"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans/{id}/names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Host names, and the addresses they were pinned to */
        get: operations["listScanNames"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a scan
         * @description Ends the tools, at once or after a grace; what is finished is kept. Repeating it changes nothing. 409 `wrong-state` names the state in which it is not possible.
         */
        post: operations["pauseScan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans/{id}/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What agents told of addresses that they had no business with */
        get: operations["listScanQuarantine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans/{id}/rerun": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Scan the same targets again
         * @description A new scan with the same profiles, linked by `rerunOf`; its targets must still be in the network’s scope. 409 `wrong-state` while the scan has not ended.
         */
        post: operations["rerunScan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on with a paused scan
         * @description Targets without a disposition are scanned in a new segment. Repeating it changes nothing. 409 `wrong-state` names the state in which it is not possible.
         */
        post: operations["resumeScan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans/{id}/slices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The parts of the scan, and which agent has them */
        get: operations["listScanSlices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans/{id}/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of each target */
        get: operations["listScanTargets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans/{id}/targets/{address}/raw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tool’s own output about one target */
        get: operations["downloadRawOutput"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans/{id}/targets/{address}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tool’s own report about one target, for people
         * @description OpenSCAP’s HTML, as a file to be saved: it has scripts of its own. Of an evaluation that was paused in the middle there is none.
         */
        get: operations["downloadReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans/{id}/targets/{address}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was seen of one target, structured and in one line
         * @description Of every scan, also of one that is not kept. The raw output is beside it, under `raw`.
         */
        get: operations["getTargetResult"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans/{id}/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why parts of the scan wait; empty when none does */
        get: operations["listWaitingReasons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs that start by themselves, newest schedule first */
        get: operations["listSchedules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The next five occurrences, before saving */
        post: operations["previewSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your sessions, newest first */
        get: operations["listSessions"];
        put?: never;
        /** Log in; the answer sets a cookie */
        post: operations["logIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Log out: this session ends */
        delete: operations["logOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of your sessions */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stops": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who stopped everything, newest first */
        get: operations["listStops"];
        put?: never;
        /**
         * End every scan of the tenant, or of a network
         * @description From the answer on nothing of them is begun, and each is canceled. Scans that are started later are not touched.
         */
        post: operations["stopAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stops/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One stop, and how many scans still end */
        get: operations["getStop"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscription": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the tenant is subscribed, and its quotas */
        get: operations["getSubscription"];
        put?: never;
        /** Subscribe, for the first time or again */
        post: operations["subscribe"];
        /** Cancel: schedules go, nothing new starts, what runs ends by itself, results stay */
        delete: operations["cancelSubscription"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subscription/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who subscribed and canceled, and when */
        get: operations["listSubscriptionHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every tenant */
        get: operations["listTenants"];
        put?: never;
        /** Make a tenant */
        post: operations["createTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One tenant */
        get: operations["getTenant"];
        put?: never;
        post?: never;
        /** Delete a suspended tenant without jobs and scans */
        delete: operations["deleteTenant"];
        options?: never;
        head?: never;
        /** Rename a tenant */
        patch: operations["renameTenant"];
        trace?: never;
    };
    "/api/v1/tenants/{id}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Invite somebody to a tenant, such as its first administrator */
        post: operations["inviteToTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{id}/quotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a tenant may use */
        get: operations["getQuotas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Set what a tenant may use; what is not given stays */
        patch: operations["setQuotas"];
        trace?: never;
    };
    "/api/v1/tenants/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse the tenant’s members and tokens; what runs ends by itself */
        post: operations["suspendTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{id}/unsuspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the tenant’s members and tokens in again */
        post: operations["unsuspendTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tenant’s API tokens */
        get: operations["listTokens"];
        put?: never;
        /** Make an API token; its secret is shown once */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One API token */
        get: operations["getToken"];
        put?: never;
        post?: never;
        /** Revoke an API token, at once and for good */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/unsubscribes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Addresses that want no mail any more */
        get: operations["listUnsubscribes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/unsubscribes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Write to the address again, because its owner asks for it */
        delete: operations["deleteUnsubscribe"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tenant’s webhooks */
        get: operations["listWebhooks"];
        put?: never;
        /** Name an endpoint; its secret is shown once */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One webhook */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /** Delete a webhook that no rule uses */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /** Rename a webhook, move it, switch it off or on */
        patch: operations["editWebhook"];
        trace?: never;
    };
    "/api/v1/webhooks/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new secret, shown once; for 24 hours messages are signed with the one before as well */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test to the webhook */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/windows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Windows and blackouts of networks and jobs */
        get: operations["listWindows"];
        put?: never;
        /**
         * Keep scans to hours, or out of them
         * @description What runs when they close is paused within its grace and resumed when they open; what is started in between waits in Queued, and says why.
         */
        post: operations["createWindow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/windows/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One window or blackout */
        get: operations["getWindow"];
        put?: never;
        post?: never;
        /** Scans that waited for it go on */
        delete: operations["deleteWindow"];
        options?: never;
        head?: never;
        /** Change its hours; what it is about stays */
        patch: operations["editWindow"];
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** For Prometheus */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AcceptBody: {
            locale: components["schemas"]["Locale"];
            /** @example Lin Mei */
            name: string;
            /**
             * Format: password
             * @example correct horse battery staple
             */
            password: string;
            /** @description The invitation’s secret. */
            secret: string;
            /**
             * @description IANA time zone.
             * @example Asia/Taipei
             */
            zone: string;
        };
        AcceptedView: {
            /**
             * Format: uuid
             * @description Of the user.
             */
            id: string;
        };
        /**
         * @description What an operator decided.
         * @enum {string}
         */
        AgentState: "Active" | "Draining" | "Retired" | "Banned";
        /**
         * @description What the agent is doing.
         * @enum {string}
         */
        AgentStatus: "online" | "busy" | "draining" | "disconnected" | "lost" | "retired" | "banned";
        AgentView: {
            /** @description Of its machine, as it says itself: these it looks at from inside. */
            addresses: string[];
            /** Format: date-time */
            certificateExpiresAt: string | null;
            /**
             * Format: date-time
             * @description Begin of its session.
             */
            connectedAt: string | null;
            /**
             * Format: date-time
             * @description When it enrolled.
             */
            createdAt: string;
            engines: components["schemas"]["EngineView"][];
            freeSlots: number;
            hostname: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            lastSeenAt: string | null;
            /** @description One-minute load average of its machine. */
            loadAverage: number;
            missedHeartbeats: number;
            name: string;
            /** @description Such as linux x64. */
            platform: string;
            /** Format: uuid */
            poolId: string;
            poolName: string;
            /** @description What an operator decided. */
            state: components["schemas"]["AgentState"];
            /** @description What the agent is doing. */
            status: components["schemas"]["AgentStatus"];
            /** @description How many tools it runs at once. */
            toolSlots: number;
            /** @description Of the agent. */
            version: string;
        };
        ApprovalBody: {
            decision?: string;
            /**
             * Format: uuid
             * @description For a new network: the agents that reach it.
             */
            poolId?: string;
        };
        AssetBody: {
            /**
             * @description The first is the primary one. An address belongs to one asset of a network.
             * @example [
             *       "192.0.2.10"
             *     ]
             */
            addresses?: string[];
            /** @description What the tenant’s own inventory calls it, such as an instance id. Once set it stays. */
            externalId?: string | null;
            /** @example web-1.example.com */
            hostName?: string;
            /** @example web-1 */
            name?: string;
            /** Format: uuid */
            networkId: string;
            /** @example Ubuntu 24.04 */
            os?: string;
            /**
             * @example [
             *       "production"
             *     ]
             */
            tags?: string[];
        };
        AssetPatch: {
            /**
             * @description The first is the primary one. An address belongs to one asset of a network.
             * @example [
             *       "192.0.2.10"
             *     ]
             */
            addresses?: string[];
            /** @description What the tenant’s own inventory calls it, such as an instance id. Once set it stays. */
            externalId?: string | null;
            /** @example web-1.example.com */
            hostName?: string;
            /** @example web-1 */
            name?: string;
            /** @example Ubuntu 24.04 */
            os?: string;
            /**
             * @example [
             *       "production"
             *     ]
             */
            tags?: string[];
        };
        AssetView: {
            /** @description The first is the primary one. An address belongs to one asset of a network. */
            addresses: string[];
            /** Format: date-time */
            createdAt: string;
            /** @description What the tenant’s own inventory calls it, such as an instance id. Once set it stays. */
            externalId: string | null;
            /** @description Empty: none. */
            hostName: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: uuid */
            networkId: string;
            os: string;
            tags: string[];
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        AuditView: {
            /** @description For requests the operation’s id in this description. */
            action: string;
            /** @description `user <id>`, `token <id>`, `schedule <id>` or the name of a round. */
            actor: string;
            /** @description Where the request came from; empty when the control plane acted by itself. */
            address: string;
            /** Format: date-time */
            at: string;
            /** @description What was asked, without secrets. */
            details: {
                [key: string]: unknown;
            };
            hash: string;
            /** @description Counted from 1, without a gap. */
            seq: number;
            subject: string;
            traceId: string;
        };
        BenchmarkView: {
            id: string;
            /** @description CPE names of the systems it is for; none: any. */
            platforms: string[];
            profiles: components["schemas"]["ContentProfileView"][];
            rules: number;
            title: string;
            /** @description As its author numbers it. */
            version: string;
        };
        BulkBody: {
            ids: string[];
            /**
             * @description For people: why.
             * @default
             */
            reason?: string;
        };
        BulkJobView: {
            /** @description The action is carried out, or had been before. */
            accepted: boolean;
            /** @description As in a problem document; empty when accepted. */
            code: string;
            /** Format: uuid */
            id: string;
            /** @description For people; empty when accepted. */
            reason: string;
            /**
             * Format: uuid
             * @description The scan that was started.
             */
            scanId: string | null;
        };
        BulkJobsBody: {
            action: components["schemas"]["JobAction"];
            ids: string[];
        };
        BulkJobsView: {
            /** @description One for each id, in the order given. */
            results: components["schemas"]["BulkJobView"][];
        };
        BulkPauseBody: {
            /**
             * @description How long a tool that runs may go on to end its targets; 0: it is ended now.
             * @default 0
             */
            graceSeconds?: number;
            ids: string[];
            /**
             * @description For people: why.
             * @default
             */
            reason?: string;
        };
        BulkResultView: {
            /** @description The command is carried out, or had been before. */
            accepted: boolean;
            /** @description As in a problem document; empty when accepted. */
            code: string;
            /** Format: uuid */
            id: string;
            /** @description For people; empty when accepted. */
            reason: string;
            /** @description The scan’s state now; null: there is no such scan. */
            state: string | null;
        };
        BulkView: {
            /** @description One for each id, in the order given. */
            results: components["schemas"]["BulkResultView"][];
        };
        ChangeView: {
            /** @description Null: it was not among them. */
            before: string | null;
            check: string;
            /** @description Null: it is not among them. */
            now: string | null;
            rule: string;
            /** @enum {string} */
            severity: "high" | "medium" | "low" | "info" | "unknown";
            title: string;
        };
        ChangedProfileView: {
            profile: string;
            rules: number;
            rulesBefore: number;
        };
        CloneBody: {
            /** @description Without it: the first free one of NAME (copy), NAME (copy 2), … */
            name?: string;
        };
        CommandBody: {
            /**
             * @description For people: why.
             * @default
             */
            reason?: string;
        };
        CommandView: {
            /**
             * @description The tool’s arguments, without the targets. Null: such an agent refuses the profile.
             * @example [
             *       "-oX",
             *       "-",
             *       "-n",
             *       "-sS",
             *       "--top-ports",
             *       "100",
             *       "-T4"
             *     ]
             */
            arguments: string[] | null;
            /** @description What is left out or done differently. */
            notes: string[];
        };
        ContentFileView: {
            bytes: number;
            /** @description SHA-256, hex. */
            sha256: string;
        };
        ContentProfileView: {
            description: string;
            id: string;
            /** @description How many it selects. */
            rules: number;
            title: string;
        };
        ContentView: {
            benchmarks: components["schemas"]["BenchmarkView"][];
            /** @description OVAL definitions in it. */
            definitions: number;
            /** @enum {string} */
            kind: "data-stream" | "xccdf" | "oval";
        };
        CoveragePortsView: {
            /** @description tcp, udp, sctp or ip. */
            protocol: string;
            /** @description Inclusive. */
            ranges: components["schemas"]["CoverageRangeView"][];
        };
        CoverageRangeView: {
            first: number;
            last: number;
        };
        CoverageView: {
            address: string;
            /** Format: date-time */
            lookedAt: string;
            /** Format: uuid */
            networkId: string;
            ports: components["schemas"]["CoveragePortsView"][];
            /** @description Index into the scan’s profiles. */
            profile: number;
            /**
             * Format: uuid
             * @description It may be deleted since.
             */
            scanId: string;
            /** @example nmap */
            tool: string;
            /** @example 7.93 */
            toolVersion: string;
        };
        CredentialBody: {
            /** @default  */
            description?: string;
            /**
             * @description `ssh-key` has a privateKey, `ssh-password` a password.
             * @enum {string}
             */
            kind: "ssh-key" | "ssh-password";
            name?: string;
            /**
             * @description Of the private key.
             * @default
             */
            passphrase?: string;
            password?: string;
            /** @default 22 */
            port?: number;
            /** @description Of a key: OpenSSH’s own format, or PEM or PKCS#8 without a passphrase. Never answered. */
            privateKey?: string;
            /**
             * @description Run everything there by `sudo -n`, which asks for no password.
             * @default false
             */
            sudo?: boolean;
            /**
             * @description Of a host of which no key is pinned the first one is taken, and pinned. False: such a host is not entered.
             * @default false
             */
            trustFirstKey?: boolean;
            /** @example scanfleet */
            userName?: string;
        };
        CredentialPatch: {
            /** @default  */
            description?: string;
            name?: string;
            /**
             * @description Of the private key.
             * @default
             */
            passphrase?: string;
            password?: string;
            /** @default 22 */
            port?: number;
            /** @description Of a key: OpenSSH’s own format, or PEM or PKCS#8 without a passphrase. Never answered. */
            privateKey?: string;
            /**
             * @description Run everything there by `sudo -n`, which asks for no password.
             * @default false
             */
            sudo?: boolean;
            /**
             * @description Of a host of which no key is pinned the first one is taken, and pinned. False: such a host is not entered.
             * @default false
             */
            trustFirstKey?: boolean;
            /** @example scanfleet */
            userName?: string;
        };
        CredentialView: {
            /** Format: date-time */
            createdAt: string;
            description: string;
            /** @description Of the public key, as ssh-keygen prints it; empty for a password. */
            fingerprint: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "ssh-key" | "ssh-password";
            name: string;
            port: number;
            sudo: boolean;
            trustFirstKey: boolean;
            /** Format: date-time */
            updatedAt: string;
            /**
             * Format: date-time
             * @description When it last went out with work.
             */
            usedAt: string | null;
            userName: string;
            /** @description Its ETag. */
            version: number;
        };
        /** @enum {string} */
        DeliveryKind: "scan" | "announcement" | "digest" | "notice" | "test";
        /** @enum {string} */
        DeliveryState: "Queued" | "Delivered" | "Failed" | "Suppressed";
        DeliveryView: {
            attempts: number;
            channel: components["schemas"]["NotificationChannel"];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            endedAt: string | null;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["DeliveryKind"];
            /** Format: date-time */
            lastAttemptAt: string | null;
            /** @description What became of the last attempt, for people; empty when it was accepted. */
            lastError: string;
            /**
             * Format: uuid
             * @description As the receiver sees it (webhook-id, Message-ID); the same for every attempt and redelivery.
             */
            messageId: string;
            /**
             * Format: date-time
             * @description Null once nothing more is tried.
             */
            nextAttemptAt: string | null;
            /** @description The mail’s address; empty for a webhook. */
            recipient: string;
            /**
             * Format: uuid
             * @description The delivery that it repeats.
             */
            redeliveryOf: string | null;
            /** @description Of HTTP or SMTP, to the last attempt; null: nothing answered. */
            responseStatus: number | null;
            /** Format: uuid */
            ruleId: string | null;
            /** Format: uuid */
            scanId: string | null;
            state: components["schemas"]["DeliveryState"];
            /** Format: uuid */
            webhookId: string | null;
        };
        DigestBody: {
            /** @enum {string} */
            every: "day" | "week";
            /** @default 8 */
            hour?: number;
            /**
             * @description 1 Monday to 7 Sunday; for a weekly one.
             * @default 1
             */
            weekday?: number;
            /**
             * @description IANA time zone.
             * @default UTC
             * @example Asia/Taipei
             */
            zone?: string;
        };
        DigestView: {
            /** @enum {string} */
            every: "day" | "week";
            hour: number;
            /** @description 1 Monday to 7 Sunday. */
            weekday: number;
            /** @description IANA time zone. */
            zone: string;
        };
        DriftView: {
            added: components["schemas"]["ChangeView"][];
            before: components["schemas"]["EvaluationView"];
            /** @description Another result that is neither. */
            changed: components["schemas"]["ChangeView"][];
            /** @description Something else was evaluated: what came and went may be due to that. */
            contentChanged: boolean;
            /** @description Not failed before, failed now. */
            newFail: components["schemas"]["ChangeView"][];
            /** @description Not passed before, passed now. */
            newPass: components["schemas"]["ChangeView"][];
            now: components["schemas"]["EvaluationView"];
            removed: components["schemas"]["ChangeView"][];
        };
        DryAgentView: {
            /**
             * @example [
             *       "nmap"
             *     ]
             */
            engines: string[];
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            lastSeenAt: string | null;
            name: string;
            /** @description Online, and neither draining nor banned. */
            ready: boolean;
            /** @description Slices that it works on at once. */
            toolSlots: number;
        };
        DryProfileView: {
            profile: components["schemas"]["ProfileView"];
            slices: number;
            /** @description What a target took here so far; null: not known. */
            targetMs: number | null;
            /** @description On an agent with raw sockets. Null of an engine that is no single command. */
            withRawSockets: components["schemas"]["CommandView"] | null;
            /** @description On one without. */
            withoutRawSockets: components["schemas"]["CommandView"] | null;
        };
        DryQuotaView: {
            addressesADay: number;
            /** @description Used up so far. */
            addressesToday: number;
            concurrentScans: number;
            /** @description Of the tenant, not ended. */
            scansUnderWay: number;
            targetsPerScan: number;
        };
        DryRunBody: {
            /** @default [] */
            assetIds?: string[];
            /** @description Assets by their tags, as they are when a scan starts. */
            assetTags?: components["schemas"]["TagSelectionRequest"] | null;
            /**
             * Format: uuid
             * @description By which systems that no agent runs on are entered over SSH, for profiles that look inside. Null: they are not entered.
             * @default null
             */
            credentialId?: string | null;
            /** @default  */
            description?: string;
            /**
             * @description Addresses, ranges and CIDRs that are never touched.
             * @default []
             * @example [
             *       "192.0.2.17"
             *     ]
             */
            exclusions?: string[];
            /** @default {} */
            labels?: {
                [key: string]: string;
            };
            /**
             * @description How long a scan of it may run, pauses not counted; then what has no result is timed out. Null: 7 days.
             * @default null
             */
            maxDurationSeconds?: number | null;
            /**
             * @description Packets a second of a scan of it, divided among its running slices. Null: no limit.
             * @default null
             */
            maxRate?: number | null;
            name?: string;
            /** Format: uuid */
            networkId: string;
            /**
             * @description 9 first.
             * @default 5
             */
            priority?: number;
            /**
             * @description Each is run against every target.
             * @example [
             *       {
             *         "engine": "nmap",
             *         "preset": "standard"
             *       }
             *     ]
             */
            profiles: components["schemas"]["ProfileRequest"][];
            /**
             * @description Addresses, ranges (10.0.0.1-10.0.0.9, 10.0.0.1-9) and CIDRs inside the network, and host names. Something has to be selected, here or by one of the other fields.
             * @default []
             * @example [
             *       "192.0.2.1",
             *       "192.0.2.16/28"
             *     ]
             */
            targets?: string[];
            /**
             * @description Every address of the network.
             * @default false
             */
            wholeNetwork?: boolean;
        };
        DryRunView: {
            addresses: number;
            /** @description Of the network’s pool. */
            agents: components["schemas"]["DryAgentView"][];
            /** @description From the first slice to the last; null: not known. */
            durationSeconds: components["schemas"]["DurationView"] | null;
            /** @description What would not be, and why: the first thousand. */
            left: components["schemas"]["LeftTargetView"][];
            /**
             * @description How many are left out, all of them.
             * @example {
             *       "excluded": 1
             *     }
             */
            leftByDisposition: {
                [key: string]: number;
            };
            /** @description Host names as they resolve now. */
            names: components["schemas"]["PinnedNameView"][];
            /** Format: uuid */
            networkId: string;
            /** Format: uuid */
            poolId: string;
            profiles: components["schemas"]["DryProfileView"][];
            quota: components["schemas"]["DryQuotaView"];
            /** @description What would be scanned, without overlap. */
            ranges: components["schemas"]["RangeView"][];
            /** @description Parts that agents would be given. */
            slices: number;
            /** @description Addresses times profiles. */
            targets: number;
            warnings: components["schemas"]["DryWarning"][];
        };
        DryWarning: {
            /**
             * @description job-disabled, not-subscribed, quota-…: a start would be refused with this code. nothing-to-scan: also. no-agent-online, engine-missing: the scan would wait. no-credential: other machines than the agents’ own are not looked into. not-measured: its duration is not known.
             * @example no-agent-online
             */
            code: string;
            reason: string;
        };
        DurationView: {
            from: number;
            to: number;
        };
        /** @enum {string} */
        EngineName: "nmap" | "os-patch" | "openscap";
        EngineView: {
            /** @description Whether the agent can run it. */
            available: boolean;
            /** @description What it cannot do here, such as connect-scan. */
            limits: string[];
            name: string;
            /** @description In words: what the engine can do here, or why not. */
            verdict: string;
            /** @description The tool’s version; empty when there is none. */
            version: string;
        };
        EstimatedEndView: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
        };
        EvaluationRuleView: {
            /** @description Mostly one: result, severity, weight, title, description, rationale, fixText, fix, idents (CCE, CVE), references, messages, evidence. */
            results: {
                [key: string]: unknown;
            }[];
        };
        EvaluationView: {
            address: string;
            benchmarkId: string;
            benchmarkTitle: string;
            /** @description As its author numbers it. */
            benchmarkVersion: string;
            /** @description SHA-256 of what was evaluated. */
            content: string;
            /**
             * @description Rules by their results; none that was not selected.
             * @example {
             *       "fail": 24,
             *       "pass": 19
             *     }
             */
            counts: {
                [key: string]: number;
            };
            /** @description The tool had trouble: nothing of it counts as passed. */
            degraded: boolean;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            jobId: string | null;
            /** Format: date-time */
            lookedAt: string;
            /** Format: uuid */
            networkId: string;
            /** @description Platforms that counted as given although the content says otherwise. */
            overridden: string[];
            /** @description Index into the scan’s profiles. */
            profile: number;
            profileId: string;
            profileTitle: string;
            /** Format: uuid */
            scanId: string;
            /** @description Percent, of XCCDF’s default scoring. Null: there is none, or the run had trouble. */
            score: number | null;
            /** @description Runs of the tool that it is put together from. More than 1: it was paused in between; score and counts are of all, raw output of the last. */
            segments: number;
        };
        ExclusionBody: {
            /** @example Controls the pumps: never touch it. */
            comment: string;
            /**
             * @description For every tenant: the fleet administrator’s.
             * @default false
             */
            everywhere?: boolean;
            /**
             * Format: date-time
             * @description Without it: for ever. A week before, somebody is told.
             */
            expiresAt?: string;
            /**
             * Format: uuid
             * @description Without it: in every network.
             */
            networkId?: string;
            /**
             * @description An address, a range or a CIDR.
             * @example 192.0.2.64-79
             */
            target: string;
        };
        ExclusionView: {
            comment: string;
            /** Format: date-time */
            createdAt: string;
            /** @example user 0190a5a0-0000-7000-8000-000000000000 */
            createdBy: string;
            /** @description The fleet’s: it holds for every tenant. */
            everywhere: boolean;
            /** Format: date-time */
            expiresAt: string | null;
            /** Format: uuid */
            id: string;
            /**
             * Format: uuid
             * @description Null: in every network.
             */
            networkId: string | null;
            /** Format: date-time */
            removedAt: string | null;
            removedBy: string | null;
            /** @example 192.0.2.64-79 */
            target: string;
        };
        FetchBody: {
            /** @default  */
            description?: string;
            /**
             * @description Of a zip archive with several documents: the one that is meant, by its whole name.
             * @example ssg-debian12-ds.xml
             */
            entry?: string;
            /**
             * @description At most 32 pairs of short strings.
             * @example {
             *       "team": "linux"
             *     }
             */
            labels?: {
                [key: string]: string;
            };
            name: string;
            /**
             * @description https, to a public address; where the operator allows it also http and others.
             * @example https://content.example/ssg-debian12-ds.xml
             */
            url: string;
        };
        FindingCountsView: {
            byState: components["schemas"]["StateCountsView"];
            /** @description New, Active and Reopened together. */
            open: components["schemas"]["SeverityCountsView"];
        };
        FindingHistoryView: {
            /** Format: date-time */
            at: string;
            cause: string;
            /** @enum {string|null} */
            from: "New" | "Active" | "Fixed" | "Reopened" | null;
            /** @description Orders the moves. */
            id: string;
            /**
             * Format: date-time
             * @description When the target was looked at.
             */
            lookedAt: string;
            /**
             * Format: uuid
             * @description The scan that saw it or did not; it may be deleted since.
             */
            scanId: string;
            to: components["schemas"]["FindingState"];
        };
        FindingItem: {
            address: string;
            /** @example nmap:open-port */
            checkId: string;
            /**
             * @example [
             *       "CVE-2017-5638"
             *     ]
             */
            cves: string[];
            /** @description CVSS base score. */
            cvss: number | null;
            /** Format: date-time */
            firstSeenAt: string;
            /** @description As the newest scan saw it; empty when unknown. */
            hostname: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            lastSeenAt: string;
            /** @description 0: about the host. */
            port: number;
            /** @description tcp, udp, sctp or ip; empty: about the host. */
            protocol: string;
            /** @description The service’s name as the scanner has it; empty when unknown. */
            service: string;
            /** @description 5 critical, 4 high, 3 medium, 2 low, 1 information. */
            severity: number;
            /** @enum {string} */
            severityLabel: "information" | "low" | "medium" | "high" | "critical";
            /** @description Fixed: its very spot was looked at later, and it was not there. */
            state: components["schemas"]["FindingState"];
            /** Format: date-time */
            stateSince: string;
            /** @description Scans that saw it. */
            timesSeen: number;
            title: string;
            /** @enum {string} */
            type: "confirmed" | "potential" | "information";
        };
        /** @enum {string} */
        FindingState: "New" | "Active" | "Fixed" | "Reopened";
        FindingView: {
            address: string;
            /** @example nmap:open-port */
            checkId: string;
            /**
             * @example [
             *       "CVE-2017-5638"
             *     ]
             */
            cves: string[];
            /** @description CVSS base score. */
            cvss: number | null;
            /** @description What the scanner saw, as text of several lines. */
            evidence: string;
            /** Format: uuid */
            firstScanId: string;
            /** Format: date-time */
            firstSeenAt: string;
            /**
             * Format: date-time
             * @description When its spot was last looked at and it was not there.
             */
            fixedAt: string | null;
            /** Format: uuid */
            fixedScanId: string | null;
            /** @description As the newest scan saw it; empty when unknown. */
            hostname: string;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            lastScanId: string;
            /** Format: date-time */
            lastSeenAt: string;
            /** Format: uuid */
            networkId: string;
            /** @description 0: about the host. */
            port: number;
            /** @description tcp, udp, sctp or ip; empty: about the host. */
            protocol: string;
            /** @description http and https only. */
            references: string[];
            /** @description The service’s name as the scanner has it; empty when unknown. */
            service: string;
            /** @description 5 critical, 4 high, 3 medium, 2 low, 1 information. */
            severity: number;
            /** @enum {string} */
            severityLabel: "information" | "low" | "medium" | "high" | "critical";
            /**
             * @description Where the severity came from.
             * @example CVSSv2 10.0 (nse)
             */
            severitySource: string;
            /** @description Empty when the scanner gave none. */
            solution: string;
            /** @description Fixed: its very spot was looked at later, and it was not there. */
            state: components["schemas"]["FindingState"];
            /** Format: date-time */
            stateSince: string;
            summary: string;
            /** @description Scans that saw it. */
            timesSeen: number;
            title: string;
            /** @enum {string} */
            type: "confirmed" | "potential" | "information";
        };
        FleetScanView: {
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: uuid */
            poolId: string;
            reason: string;
            state: components["schemas"]["ScanState"];
            /** Format: date-time */
            stateSince: string;
            targetsDone: number;
            targetsTotal: number;
            /** Format: uuid */
            tenantId: string;
            tenantName: string;
        };
        FleetStopBody: {
            /** @example The line is overloaded. */
            reason: string;
            /**
             * Format: uuid
             * @description Only of this tenant; without it of every one.
             */
            tenantId?: string;
        };
        /** @enum {string} */
        HoldCode: "blackout" | "window-closed" | "pause-after";
        HostKeyBody: {
            /** @example 192.0.2.1 */
            address: string;
            /**
             * @description As known_hosts and ssh-keyscan have it, without name and comment.
             * @example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE9wZW5TU0ggaG9zdCBrZXkgZm9yIGV4YW1wbGVzICEh
             */
            hostKey: string;
            /** Format: uuid */
            networkId: string;
            /** @default 22 */
            port?: number;
        };
        HostKeyView: {
            address: string;
            /** Format: date-time */
            createdAt: string;
            /** @description As ssh-keygen prints it. */
            fingerprint: string;
            hostKey: string;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            networkId: string;
            /** @description A user or token, or the scan that saw it first. */
            pinnedBy: string;
            port: number;
        };
        ImportBody: {
            /**
             * @description As in createAsset, each without networkId, and with id where it is known. What is left out stays.
             * @example [
             *       {
             *         "addresses": [
             *           "192.0.2.10"
             *         ],
             *         "externalId": "i-0a1",
             *         "name": "web-1",
             *         "tags": [
             *           "production"
             *         ]
             *       }
             *     ]
             */
            assets: Record<string, never>[];
            /**
             * Format: uuid
             * @description The network that all of them are in.
             */
            networkId: string;
        };
        ImportOriginView: {
            /** @enum {string} */
            format: "nmap" | "xccdf" | "oval";
            /**
             * Format: date-time
             * @description When the tool looked; null: the document does not tell.
             */
            measuredAt: string | null;
            /** @description SHA-256 of the document as it was sent. */
            sha256: string;
            /** @description In the words of who imported them. */
            source: string;
        };
        ImportView: {
            created: number;
            refused: number;
            rows: components["schemas"]["ImportedRowView"][];
            unchanged: number;
            updated: number;
        };
        ImportedRowView: {
            /** Format: uuid */
            assetId: string | null;
            /**
             * @description Why it is refused.
             * @example address-taken
             */
            code: string | null;
            /** @enum {string} */
            outcome: "created" | "updated" | "unchanged" | "refused";
            /**
             * @description The field at fault.
             * @example /addresses/0
             */
            path: string | null;
            reason: string | null;
            /** @description The line of the file, or the place in the list, from 1. */
            row: number;
        };
        ImportedView: {
            /** @description Why the document is not the whole of what its tool had to say; empty: it is. */
            cut: string;
            /** @enum {string} */
            format: "nmap" | "xccdf" | "oval";
            /** @description Systems whose results were not taken, and why. */
            leftOut: components["schemas"]["LeftOutAddressView"][];
            /** Format: date-time */
            measuredAt: string;
            /** Format: uuid */
            scanId: string;
            /** @description Systems whose results were taken. */
            targets: number;
        };
        InlineProfileRequest: {
            engine: components["schemas"]["EngineName"];
            options?: components["schemas"]["NmapOptionsRequest"] | components["schemas"]["OsPatchOptionsRequest"] | components["schemas"]["OpenscapOptionsRequest"];
            /** @description One of the engine’s. Not said: nmap’s `standard`, os-patch’s `updates`. */
            preset?: components["schemas"]["PresetName"];
        };
        InvitationView: {
            /** Format: date-time */
            createdAt: string;
            /** Format: email */
            email: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: uuid */
            id: string;
            role: components["schemas"]["Role"];
        };
        InviteBody: {
            /**
             * Format: email
             * @example admin@example.com
             */
            email: string;
            role: components["schemas"]["Role"];
        };
        IssuedInvitationView: {
            /** Format: date-time */
            createdAt: string;
            /** Format: email */
            email: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: uuid */
            id: string;
            role: components["schemas"]["Role"];
            /** @description Goes to the person invited. Shown this once; null when the answer is repeated for an Idempotency-Key. */
            secret: string | null;
        };
        IssuedTokenView: {
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string | null;
            /** Format: uuid */
            id: string;
            /**
             * Format: date-time
             * @description To the minute.
             */
            lastUsedAt: string | null;
            name: string;
            /**
             * Format: uuid
             * @description The user whose token it is.
             */
            ownerId: string | null;
            /** @description The token’s first characters. */
            prefix: string;
            /** Format: date-time */
            revokedAt: string | null;
            role: components["schemas"]["Role"];
            /** @description Shown this once; null when the answer is repeated for an Idempotency-Key. */
            secret: string | null;
        };
        IssuedWebhookView: {
            /** Format: date-time */
            createdAt: string;
            /** @description Why it was switched off by itself; empty otherwise. */
            disabledReason: string;
            enabled: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            /**
             * Format: date-time
             * @description Until then messages are signed with the secret before as well; null when there is none.
             */
            previousSecretUntil: string | null;
            /** @description Verifies the signatures (https://www.standardwebhooks.com). Shown this once; null when the answer is repeated for an Idempotency-Key. */
            secret: string | null;
            /** Format: date-time */
            updatedAt: string;
            url: string;
            version: number;
        };
        /** @enum {string} */
        JobAction: "start" | "enable" | "disable" | "delete";
        JobBody: {
            /** @default [] */
            assetIds?: string[];
            /** @description Assets by their tags, as they are when a scan starts. */
            assetTags?: components["schemas"]["TagSelectionRequest"] | null;
            /**
             * Format: uuid
             * @description By which systems that no agent runs on are entered over SSH, for profiles that look inside. Null: they are not entered.
             * @default null
             */
            credentialId?: string | null;
            /** @default  */
            description?: string;
            /**
             * @description Addresses, ranges and CIDRs that are never touched.
             * @default []
             * @example [
             *       "192.0.2.17"
             *     ]
             */
            exclusions?: string[];
            /** @default {} */
            labels?: {
                [key: string]: string;
            };
            /**
             * @description How long a scan of it may run, pauses not counted; then what has no result is timed out. Null: 7 days.
             * @default null
             */
            maxDurationSeconds?: number | null;
            /**
             * @description Packets a second of a scan of it, divided among its running slices. Null: no limit.
             * @default null
             */
            maxRate?: number | null;
            name: string;
            /** Format: uuid */
            networkId: string;
            /**
             * @description 9 first.
             * @default 5
             */
            priority?: number;
            /**
             * @description Each is run against every target.
             * @example [
             *       {
             *         "engine": "nmap",
             *         "preset": "standard"
             *       }
             *     ]
             */
            profiles: components["schemas"]["ProfileRequest"][];
            /**
             * @description Addresses, ranges (10.0.0.1-10.0.0.9, 10.0.0.1-9) and CIDRs inside the network, and host names. Something has to be selected, here or by one of the other fields.
             * @default []
             * @example [
             *       "192.0.2.1",
             *       "192.0.2.16/28"
             *     ]
             */
            targets?: string[];
            /**
             * @description Every address of the network.
             * @default false
             */
            wholeNetwork?: boolean;
        };
        JobPatch: {
            /** @default [] */
            assetIds?: string[];
            /** @description Assets by their tags, as they are when a scan starts. */
            assetTags?: components["schemas"]["TagSelectionRequest"] | null;
            /**
             * Format: uuid
             * @description By which systems that no agent runs on are entered over SSH, for profiles that look inside. Null: they are not entered.
             * @default null
             */
            credentialId?: string | null;
            /** @default  */
            description?: string;
            /**
             * @description Addresses, ranges and CIDRs that are never touched.
             * @default []
             * @example [
             *       "192.0.2.17"
             *     ]
             */
            exclusions?: string[];
            /** @default {} */
            labels?: {
                [key: string]: string;
            };
            /**
             * @description How long a scan of it may run, pauses not counted; then what has no result is timed out. Null: 7 days.
             * @default null
             */
            maxDurationSeconds?: number | null;
            /**
             * @description Packets a second of a scan of it, divided among its running slices. Null: no limit.
             * @default null
             */
            maxRate?: number | null;
            name?: string;
            /** Format: uuid */
            networkId?: string;
            /**
             * Format: uuid
             * @description A user of the tenant, who hears of its scheduled scans.
             */
            ownerId?: string;
            /**
             * @description 9 first.
             * @default 5
             */
            priority?: number;
            /**
             * @description Each is run against every target.
             * @example [
             *       {
             *         "engine": "nmap",
             *         "preset": "standard"
             *       }
             *     ]
             */
            profiles?: components["schemas"]["ProfileRequest"][];
            /**
             * @description Addresses, ranges (10.0.0.1-10.0.0.9, 10.0.0.1-9) and CIDRs inside the network, and host names. Something has to be selected, here or by one of the other fields.
             * @default []
             * @example [
             *       "192.0.2.1",
             *       "192.0.2.16/28"
             *     ]
             */
            targets?: string[];
            /**
             * @description Every address of the network.
             * @default false
             */
            wholeNetwork?: boolean;
        };
        JobScheduleRequest: {
            /** @description Each scan it starts is canceled so long after its start. */
            cancelAfterSeconds?: number;
            /**
             * @description missed=all: at most so many.
             * @default 10
             */
            catchUpMost?: number;
            /**
             * @description How late one may start.
             * @default 3600
             */
            catchUpSeconds?: number;
            /** @description Occurrences from now on, then no more. */
            count?: number;
            /** @default 0 */
            jitterSeconds?: number;
            /**
             * @default once
             * @enum {string}
             */
            missed?: "skip" | "once" | "all";
            /**
             * Format: uuid
             * @description Follow this schedule. Then nothing else is given.
             */
            namedScheduleId?: string;
            /**
             * @default skip
             * @enum {string}
             */
            overlap?: "skip" | "queue" | "cancel-previous";
            /** @description Each scan it starts is paused after so long of running. */
            pauseAfterSeconds?: number;
            recurrence?: components["schemas"]["RecurrenceRequest"];
            /** @description And goes on after so long; without it when a person resumes it. */
            resumeInSeconds?: number;
        };
        JobView: {
            assetIds: string[];
            assetTags: components["schemas"]["TagSelectionView"] | null;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: uuid
             * @description By which systems that no agent runs on are entered. Null: they are not.
             */
            credentialId: string | null;
            description: string;
            enabled: boolean;
            exclusions: string[];
            /** Format: uuid */
            id: string;
            labels: {
                [key: string]: string;
            };
            /** @description Null: 7 days. */
            maxDurationSeconds: number | null;
            /** @description Packets a second. Null: no limit. */
            maxRate: number | null;
            name: string;
            /** Format: uuid */
            networkId: string;
            /**
             * Format: uuid
             * @description The user or the token that made it, or the user it was handed to. Null: nobody’s.
             */
            ownerId: string | null;
            priority: number;
            /** @description Those with a `profileId` as that profile is now. */
            profiles: components["schemas"]["ProfileView"][];
            targets: string[];
            /** Format: date-time */
            updatedAt: string;
            /** @description Its ETag. */
            version: number;
            wholeNetwork: boolean;
        };
        JobWarningView: {
            /**
             * @description no-agent-online, engine-missing: a scan would wait. no-credential: other machines than the agents’ own are not looked into.
             * @example engine-missing
             */
            code: string;
            reason: string;
        };
        JoinTokenView: {
            /** Format: date-time */
            expiresAt: string;
            /** Format: uuid */
            id: string;
            /** @description Shown this once; null when the answer is repeated for an Idempotency-Key. */
            token: string | null;
        };
        /** @enum {string} */
        LeftOut: "excluded" | "out of scope" | "unresolved" | "powered off";
        LeftOutAddressView: {
            /** @enum {string} */
            disposition: "out of scope" | "excluded";
            reason: string;
            target: string;
        };
        LeftOutView: {
            disposition: components["schemas"]["LeftOut"];
            reason: string;
            /** @description An address, a range, a host name, or an asset’s name. */
            target: string;
        };
        LeftTargetView: {
            /** @enum {string} */
            disposition: "excluded" | "out of scope" | "unresolved" | "powered off";
            reason: string;
            /** @description An address, a range, a host name, or the name of an asset without address. */
            target: string;
        };
        LiveView: {
            /** @enum {string} */
            status: "live";
        };
        /** @enum {string} */
        Locale: "en" | "zh-TW" | "ja";
        LogInBody: {
            /**
             * Format: email
             * @example admin@example.com
             */
            email: string;
            /** Format: password */
            password: string;
        };
        LogInView: {
            /**
             * Format: date-time
             * @description Ends sooner after an hour without a request.
             */
            endsAt: string;
            /** @description One of them goes into the header X-Tenant. */
            tenants: components["schemas"]["UserTenantView"][];
            user: components["schemas"]["UserView"];
        };
        MeBody: {
            locale?: components["schemas"]["Locale"];
            name?: string;
            /** @example Asia/Taipei */
            zone?: string;
        };
        MeView: {
            /**
             * Format: uuid
             * @description Of the user or the token.
             */
            id: string;
            /** @enum {string} */
            kind: "user" | "token";
            permissions?: {
                /** @enum {string} */
                access: "none" | "read" | "full";
                /** @enum {string} */
                assets: "none" | "read" | "full";
                /** @enum {string} */
                fleet: "none" | "read" | "full";
                /** @enum {string} */
                packages: "none" | "read" | "full";
                /** @enum {string} */
                scanning: "none" | "read" | "full";
            };
            role: components["schemas"]["Role"];
            /** Format: uuid */
            tenantId: string;
            tenantName: string;
            /** @description Where the user is a member; empty for a token. */
            tenants: components["schemas"]["UserTenantView"][];
            /** @description Null for a token. */
            user: components["schemas"]["UserView"] | null;
        };
        MemberView: {
            /** Format: email */
            email: string;
            /**
             * Format: uuid
             * @description Of the user.
             */
            id: string;
            name: string;
            role: components["schemas"]["Role"];
            /** Format: date-time */
            since: string;
        };
        NamedProfileView: {
            /** @description The same for every tenant; cannot be edited or deleted. */
            builtIn: boolean;
            /**
             * Format: date-time
             * @description Null of built-in ones.
             */
            createdAt: string | null;
            description: string;
            engine: components["schemas"]["EngineName"];
            /** Format: uuid */
            id: string;
            name: string;
            options: components["schemas"]["NmapOptionsView"] | components["schemas"]["OsPatchOptionsView"] | components["schemas"]["OpenscapOptionsView"];
            preset: components["schemas"]["PresetName"] | null;
            /**
             * Format: date-time
             * @description Null of built-in ones.
             */
            updatedAt: string | null;
            /** @description Its ETag. */
            version: number;
        };
        NamedScheduleEdit: {
            /** @description Each scan it starts is canceled so long after its start. */
            cancelAfterSeconds?: number;
            /**
             * @description missed=all: at most so many.
             * @default 10
             */
            catchUpMost?: number;
            /**
             * @description How late one may start.
             * @default 3600
             */
            catchUpSeconds?: number;
            /** @description Occurrences from now on, then no more. */
            count?: number;
            /** @default 0 */
            jitterSeconds?: number;
            /**
             * @default once
             * @enum {string}
             */
            missed?: "skip" | "once" | "all";
            /** @example Nightly */
            name?: string;
            /**
             * @default skip
             * @enum {string}
             */
            overlap?: "skip" | "queue" | "cancel-previous";
            /** @description Each scan it starts is paused after so long of running. */
            pauseAfterSeconds?: number;
            recurrence?: components["schemas"]["RecurrenceRequest"];
            /** @description And goes on after so long; without it when a person resumes it. */
            resumeInSeconds?: number;
        };
        NamedScheduleRequest: {
            /** @description Each scan it starts is canceled so long after its start. */
            cancelAfterSeconds?: number;
            /**
             * @description missed=all: at most so many.
             * @default 10
             */
            catchUpMost?: number;
            /**
             * @description How late one may start.
             * @default 3600
             */
            catchUpSeconds?: number;
            /** @description Occurrences from now on, then no more. */
            count?: number;
            /** @default 0 */
            jitterSeconds?: number;
            /**
             * @default once
             * @enum {string}
             */
            missed?: "skip" | "once" | "all";
            /** @example Nightly */
            name: string;
            /**
             * @default skip
             * @enum {string}
             */
            overlap?: "skip" | "queue" | "cancel-previous";
            /** @description Each scan it starts is paused after so long of running. */
            pauseAfterSeconds?: number;
            recurrence: components["schemas"]["RecurrenceRequest"];
            /** @description And goes on after so long; without it when a person resumes it. */
            resumeInSeconds?: number;
        };
        NamedScheduleView: {
            /** Format: date-time */
            createdAt: string;
            definition: components["schemas"]["ScheduleRequest"];
            /** Format: uuid */
            id: string;
            /** @description How many jobs follow it. */
            jobs: number;
            /** @example Nightly */
            name: string;
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        NetworkBody: {
            /**
             * @description Which loopback, link-local, multicast and metadata addresses may be scanned here.
             * @default []
             */
            allowedSpecialCidrs?: string[];
            /** @description The whole scope, without host bits. */
            cidrs: string[];
            /** @default  */
            description?: string;
            /** @description Packets a second of all scans in it together. Null: no limit. */
            maxRate?: number | null;
            name: string;
            /**
             * Format: uuid
             * @description The agents that reach this network.
             */
            poolId: string;
            /** @description Name servers that its host names are asked of; none: the control plane’s own. */
            resolvers?: string[];
        };
        NetworkEdit: {
            allowedSpecialCidrs?: string[];
            cidrs?: string[];
            description?: string;
            /** @description Packets a second of all scans in it together. Null: no limit. */
            maxRate?: number | null;
            name?: string;
            /** Format: uuid */
            poolId?: string;
            /** @description Name servers that its host names are asked of; none: the control plane’s own. */
            resolvers?: string[];
        };
        NetworkRequestBody: {
            allowedSpecialCidrs?: string[];
            /** @description All that it is to have. */
            cidrs: string[];
            description?: string;
            /** @example Branch office */
            name?: string;
            /**
             * Format: uuid
             * @description The network to be changed; without it a new one.
             */
            networkId?: string;
            /** @example The branch office is ours since May. */
            reason: string;
        };
        /** @enum {string} */
        NetworkRequestState: "pending" | "approved" | "rejected" | "withdrawn";
        NetworkRequestView: {
            allowedSpecialCidrs: string[];
            cidrs: string[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            decidedAt: string | null;
            decidedBy: string | null;
            /** @description What was said of it. */
            decision: string;
            description: string;
            /** Format: uuid */
            id: string;
            name: string;
            /**
             * Format: uuid
             * @description Null: a new one is asked for.
             */
            networkId: string | null;
            reason: string;
            /** @example user 0190a5a0-0000-7000-8000-000000000000 */
            requestedBy: string;
            state: components["schemas"]["NetworkRequestState"];
            /** Format: uuid */
            tenantId: string;
        };
        NetworkView: {
            allowedSpecialCidrs: string[];
            cidrs: string[];
            /** Format: date-time */
            createdAt: string;
            description: string;
            /** Format: uuid */
            id: string;
            /** @description Packets a second. Null: no limit. */
            maxRate: number | null;
            name: string;
            /** Format: uuid */
            poolId: string;
            resolvers: string[];
            version: number;
        };
        NmapOptionsRequest: {
            /** @description False: every target counts as up. */
            hostDiscovery?: boolean;
            /** @description Seconds after which a target counts as timed out. */
            hostTimeoutSeconds?: number | null;
            /** @description Packets a second. */
            maxRate?: number | null;
            /** @description Probes repeated for one port. */
            maxRetries?: number | null;
            /** @description Packets a second. */
            minRate?: number | null;
            osDetection?: boolean;
            ports?: components["schemas"]["PortSelectionRequest"];
            /** @description Reverse resolution of addresses. */
            resolveNames?: boolean;
            /** @enum {string} */
            scan?: "ping" | "syn" | "connect" | "udp";
            scriptSets?: ("default" | "vulnerability")[];
            /** @description Seconds that one script may take. */
            scriptTimeoutSeconds?: number | null;
            /** @description Names from the list of allowed scripts. */
            scripts?: string[];
            serviceDetection?: boolean;
            /** @description nmap’s timing template. */
            timing?: number;
            traceroute?: boolean;
            /** @description Null: nmap’s own. */
            versionIntensity?: number | null;
        };
        NmapOptionsView: {
            hostDiscovery: boolean;
            hostTimeoutSeconds: number | null;
            maxRate: number | null;
            maxRetries: number | null;
            minRate: number | null;
            osDetection: boolean;
            ports: components["schemas"]["PortSelectionView"];
            resolveNames: boolean;
            /** @enum {string} */
            scan: "ping" | "syn" | "connect" | "udp";
            scriptSets: ("default" | "vulnerability")[];
            scriptTimeoutSeconds: number | null;
            scripts: string[];
            serviceDetection: boolean;
            timing: number;
            traceroute: boolean;
            versionIntensity: number | null;
        };
        /** @enum {string} */
        NotificationChannel: "mail" | "webhook";
        /**
         * @description always: whenever a scan has ended and its findings are drawn; failure: it ended in Error, or finished without some of its targets; new-findings: it saw a finding for the first time, or again after it was fixed, at or above minSeverity; digest: many scans in one message.
         * @enum {string}
         */
        NotificationTrigger: "always" | "failure" | "new-findings" | "digest";
        OccurrenceView: {
            /** Format: date-time */
            at: string;
            /** @description Why there is no scan; empty when there is. */
            code: string;
            /** Format: date-time */
            dueAt: string;
            id: string;
            reason: string;
            /** Format: uuid */
            scanId: string | null;
            /** @enum {string} */
            state: "fired" | "missed" | "skipped";
        };
        OneOffBody: {
            /** @default [] */
            assetIds?: string[];
            /** @description Assets by their tags, as they are when a scan starts. */
            assetTags?: components["schemas"]["TagSelectionRequest"] | null;
            /**
             * Format: uuid
             * @description By which systems that no agent runs on are entered over SSH, for profiles that look inside. Null: they are not entered.
             * @default null
             */
            credentialId?: string | null;
            /**
             * @description Addresses, ranges and CIDRs that are never touched.
             * @default []
             * @example [
             *       "192.0.2.17"
             *     ]
             */
            exclusions?: string[];
            /**
             * @description False: only its targets’ results are there, until an hour after its end. No findings are drawn, nobody is notified, and then the scan is deleted.
             * @default true
             */
            keep?: boolean;
            /**
             * @description How long a scan of it may run, pauses not counted; then what has no result is timed out. Null: 7 days.
             * @default null
             */
            maxDurationSeconds?: number | null;
            /**
             * @description Packets a second of a scan of it, divided among its running slices. Null: no limit.
             * @default null
             */
            maxRate?: number | null;
            name: string;
            /** Format: uuid */
            networkId: string;
            /**
             * @description 9 first.
             * @default 5
             */
            priority?: number;
            /**
             * @description Each is run against every target.
             * @example [
             *       {
             *         "engine": "nmap",
             *         "preset": "standard"
             *       }
             *     ]
             */
            profiles: components["schemas"]["ProfileRequest"][];
            /**
             * @description Addresses, ranges (10.0.0.1-10.0.0.9, 10.0.0.1-9) and CIDRs inside the network, and host names. Something has to be selected, here or by one of the other fields.
             * @default []
             * @example [
             *       "192.0.2.1",
             *       "192.0.2.16/28"
             *     ]
             */
            targets?: string[];
            /**
             * @description Every address of the network.
             * @default false
             */
            wholeNetwork?: boolean;
        };
        OpenscapOptionsRequest: {
            /** @description Where several benchmarks have the profile. */
            benchmark?: string | null;
            /** @description What is different from that profile: a tailoring. Rules and values by their whole ids. */
            changes?: components["schemas"]["ProfileChangesRequest"] | null;
            /** @description A report in HTML is kept of each target, beside the results. As made: true. */
            htmlReport?: boolean;
            /**
             * Format: uuid
             * @description Required when a profile is made. Its newest version is taken, and kept until the profile is saved again.
             */
            packageId?: string;
            /** @description A profile’s whole id, as the package offers it. Null for OVAL definitions. */
            profile?: string | null;
        };
        OpenscapOptionsView: {
            benchmark: string | null;
            /** @description What is different from that profile: select, unselect, values. */
            changes?: {
                [key: string]: unknown;
            } | null;
            content: components["schemas"]["ContentFileView"];
            /** @description A report in HTML is kept of each target. */
            htmlReport?: boolean;
            /** @enum {string} */
            kind: "xccdf" | "oval";
            /** @description Platforms that count as given although the content says otherwise. */
            overridden?: string[];
            /** Format: uuid */
            packageId: string;
            profile: string | null;
            /** @description Rules that it selects, or definitions. */
            rules: number;
            /** @description The same as the tailoring document that the tool takes. */
            tailoring?: components["schemas"]["ContentFileView"] | null;
            timeoutSeconds: number;
            /**
             * Format: uuid
             * @description The version that it was saved with.
             */
            versionId: string;
        };
        OsPatchOptionsRequest: {
            /** @description True: package lists are fetched anew, to a folder of the agent’s. False: as the system fetched them last. */
            freshLists?: boolean;
            /** @description Then a target counts as timed out. */
            timeoutSeconds?: number;
        };
        OsPatchOptionsView: {
            /** @description Package lists are fetched anew, to a folder of the agent’s. */
            freshLists: boolean;
            timeoutSeconds: number;
        };
        OverrideBody: {
            /**
             * @description CPE names as the content writes them.
             * @example [
             *       "cpe:/o:debian:debian_linux:11",
             *       "cpe:/a:machine"
             *     ]
             */
            platforms: string[];
            /**
             * @description Only where this file is there; its whole path.
             * @example /etc/debian_version
             */
            whenFileExists: string;
        };
        OverrideView: {
            platforms: string[];
            whenFileExists: string;
        };
        PackagePatch: {
            description?: string;
            /** @description False: no profile can choose it any more. */
            enabled?: boolean;
            /**
             * @description At most 32 pairs of short strings.
             * @example {
             *       "team": "linux"
             *     }
             */
            labels?: {
                [key: string]: string;
            };
            name?: string;
        };
        PackageSourceView: {
            /** @description Of an archive: which document. */
            entry: string | null;
            /** Format: date-time */
            fetchedAt: string;
            url: string;
        };
        PackageVersionView: {
            bytes: number;
            /** @description Since the version before. Null: it is the first. */
            changes: components["schemas"]["VersionChangesView"] | null;
            content: components["schemas"]["ContentView"];
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            /** @description Platforms that count as given although the content says otherwise. Null: it is as it came. */
            platformOverride: components["schemas"]["OverrideView"] | null;
            /** @description SHA-256 of the content, hex. */
            sha256: string;
        };
        PackageView: {
            bytes: number;
            content: components["schemas"]["ContentView"];
            /** Format: date-time */
            createdAt: string;
            description: string;
            enabled: boolean;
            /** Format: uuid */
            id: string;
            labels: {
                [key: string]: string;
            };
            name: string;
            /** @description Platforms that count as given although the content says otherwise. Null: it is as it came. */
            platformOverride: components["schemas"]["OverrideView"] | null;
            /** @description SHA-256 of that content, hex. */
            sha256: string;
            /** @description Where it is fetched from. Null: it was uploaded. */
            source: components["schemas"]["PackageSourceView"] | null;
            /** Format: date-time */
            updatedAt: string;
            /** @description Its ETag. */
            version: number;
            /**
             * Format: uuid
             * @description Its newest version.
             */
            versionId: string;
        };
        PasswordBody: {
            /** Format: password */
            currentPassword: string;
            /**
             * Format: password
             * @example correct horse battery staple
             */
            password: string;
        };
        PauseBody: {
            /**
             * @description How long a tool that runs may go on to end its targets; 0: it is ended now.
             * @default 0
             */
            graceSeconds?: number;
            /**
             * @description For people: why.
             * @default
             */
            reason?: string;
        };
        PinnedNameView: {
            /** @description What it was answered, once; none: nothing. */
            addresses: string[];
            /**
             * Format: uuid
             * @description Whose name it is; null: it was written.
             */
            assetId: string | null;
            /** @example www.example.com */
            name: string;
        };
        PoolBody: {
            name: string;
        };
        PoolView: {
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            name: string;
        };
        PortRangeRequest: {
            first: number;
            last: number;
        };
        PortRangeView: {
            first: number;
            last: number;
        };
        PortSelectionRequest: {
            /** @description nmap’s most frequent ports. */
            count?: number;
            /**
             * @description top needs count, ranges needs ranges.
             * @enum {string}
             */
            kind: "top" | "ranges" | "all";
            ranges?: components["schemas"]["PortRangeRequest"][];
        };
        PortSelectionView: {
            count?: number;
            /** @enum {string} */
            kind: "top" | "ranges" | "all";
            ranges?: components["schemas"]["PortRangeView"][];
        };
        /**
         * @description One of the engine’s. Not said: nmap’s `standard`, os-patch’s `updates`.
         * @enum {string}
         */
        PresetName: "discovery" | "quick" | "standard" | "full" | "vulnerability" | "updates" | "updates-as-listed" | "content";
        PreviewRequest: {
            count?: number;
            recurrence: components["schemas"]["RecurrenceRequest"];
            /** @description The caller’s zone; without it the schedule’s. */
            zone?: string;
        };
        PreviewView: {
            occurrences: components["schemas"]["PreviewedView"][];
        };
        PreviewedView: {
            /** Format: date-time */
            at: string;
            /**
             * @description In the schedule’s zone.
             * @example 2026-12-01T03:00:00
             */
            local: string;
            /** @description Local days before it that never were. */
            skippedDays: string[];
            /** @description In the caller’s zone. */
            yours: string;
        };
        /**
         * @description RFC 9457. Programs decide by `code`.
         * @example {
         *       "code": "invalid-request",
         *       "detail": "The request is not acceptable. /name: This field is required.",
         *       "errors": [
         *         {
         *           "code": "required",
         *           "path": "/name",
         *           "reason": "This field is required."
         *         }
         *       ],
         *       "path": "/name",
         *       "reason": "The request is not acceptable. /name: This field is required.",
         *       "status": 422,
         *       "title": "Unprocessable Entity",
         *       "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
         *       "type": "urn:scanfleet:problem:invalid-request"
         *     }
         */
        Problem: {
            code: string;
            detail: string;
            errors: {
                code: string;
                /** @description JSON pointer into the request. */
                path: string;
                reason: string;
            }[];
            /** @description Of the first field at fault; empty: the request as a whole. */
            path: string;
            reason: string;
            status: number;
            title: string;
            traceId: string;
            type: string;
        } & {
            [key: string]: unknown;
        };
        ProfileBody: {
            /** @default  */
            description?: string;
            engine: components["schemas"]["EngineName"];
            name: string;
            options?: components["schemas"]["NmapOptionsRequest"] | components["schemas"]["OsPatchOptionsRequest"] | components["schemas"]["OpenscapOptionsRequest"];
            /** @description One of the engine’s. Not said: nmap’s `standard`, os-patch’s `updates`. */
            preset?: components["schemas"]["PresetName"];
        };
        ProfileChangesRequest: {
            /**
             * @description Rules and groups that are evaluated besides.
             * @default []
             */
            select?: string[];
            /**
             * @description Rules and groups that are not evaluated.
             * @default []
             */
            unselect?: string[];
            /**
             * @description Values that checks compare with.
             * @default []
             */
            values?: components["schemas"]["RefinedValueRequest"][];
        };
        ProfilePatch: {
            description?: string;
            name?: string;
            options?: components["schemas"]["NmapOptionsRequest"] | components["schemas"]["OsPatchOptionsRequest"] | components["schemas"]["OpenscapOptionsRequest"];
            preset?: components["schemas"]["PresetName"];
        };
        ProfileRequest: {
            /** @description Required without `profileId`. */
            engine?: components["schemas"]["EngineName"];
            options?: components["schemas"]["NmapOptionsRequest"] | components["schemas"]["OsPatchOptionsRequest"] | components["schemas"]["OpenscapOptionsRequest"];
            /** @description One of the engine’s. Not said: nmap’s `standard`, os-patch’s `updates`. */
            preset?: components["schemas"]["PresetName"];
            /**
             * Format: uuid
             * @description A built-in profile or one of the tenant’s: each scan runs its options as they are at its start. Then nothing else is given here.
             */
            profileId?: string;
        };
        ProfileTestBody: {
            /**
             * @description One address of the network.
             * @example 192.0.2.10
             */
            address: string;
            /** Format: uuid */
            networkId: string;
        };
        ProfileView: {
            engine: components["schemas"]["EngineName"];
            /** @description Of that profile. */
            name?: string;
            options: components["schemas"]["NmapOptionsView"] | components["schemas"]["OsPatchOptionsView"] | components["schemas"]["OpenscapOptionsView"];
            preset: components["schemas"]["PresetName"] | null;
            /**
             * Format: uuid
             * @description The profile that it was taken from; none where the job gives the options itself.
             */
            profileId?: string;
        };
        /** @enum {string} */
        QuarantineCode: "not-of-the-slice" | "excluded";
        QuarantineView: {
            address: string;
            /** Format: uuid */
            agentId: string;
            /** Format: date-time */
            at: string;
            /**
             * @description The first of them, as JSON.
             * @example {}
             */
            body: string;
            code: components["schemas"]["QuarantineCode"];
            /** @description Of the slice, when it was told. */
            epoch: number;
            /** @description How many observations were told. */
            observations: number;
            reason: string;
            /**
             * @description Of the chunk that told it.
             * @example 7
             */
            seq: string;
            /** Format: uuid */
            sliceId: string;
        };
        QuotasBody: {
            /** @description Null: the default. */
            addressesADay?: number | null;
            /** @description Null: the default. */
            concurrentScans?: number | null;
            /** @description Null: the default. */
            requestsAMinute?: number | null;
            /** @description Null: the default. */
            targetsPerScan?: number | null;
        };
        QuotasView: {
            /** @description Addresses that scans are started for, in a day of the subscription’s zone. */
            addressesADay: number;
            /** @example 20 */
            concurrentScans: number;
            requestsAMinute: number;
            /**
             * @description Addresses times profiles.
             * @example 1048576
             */
            targetsPerScan: number;
        };
        RangeView: {
            /** @example 192.0.2.1 */
            first: string;
            /** @example 192.0.2.30 */
            last: string;
        };
        ReadyView: {
            checks: {
                [key: string]: "up" | "down";
            };
            /** @enum {string} */
            status: "ready" | "not ready";
        };
        RecurrenceRequest: {
            /**
             * @description cron: five fields.
             * @example 30 2 * * mon-fri
             */
            cron?: string;
            /** @description monthly: or the last of a shorter month. */
            day?: number;
            /** @description Local time of the last moment, included. */
            end?: string;
            /** @description every: so many units, counted from start. */
            every?: number;
            /** @enum {string} */
            kind: "once" | "daily" | "weekly" | "monthly" | "monthly-weekday" | "every" | "cron";
            /**
             * @description monthly-weekday: which of the month.
             * @example 1
             */
            nth?: number | "last";
            /**
             * @description Local time: the first day and the time of day. For cron: not before.
             * @example 2026-12-01T03:00
             */
            start: string;
            /** @enum {string} */
            unit?: "minutes" | "hours" | "days" | "weeks";
            /** @description monthly-weekday: 0 is Sunday. */
            weekday?: number;
            /** @description weekly: 0 is Sunday. */
            weekdays?: number[];
            /**
             * @description IANA time zone.
             * @example Asia/Taipei
             */
            zone: string;
        };
        RefinedValueRequest: {
            id: string;
            value: string;
        };
        RejectionBody: {
            /** @example These addresses are another tenant’s. */
            decision: string;
        };
        /** @enum {string} */
        Role: "fleet-administrator" | "tenant-administrator" | "operator" | "auditor" | "viewer";
        RoleBody: {
            role: components["schemas"]["Role"];
        };
        RollUpView: {
            /** @description All their rules by results. */
            counts: {
                [key: string]: number;
            };
            evaluations: number;
            /** @description Hosts that they are of. */
            hosts: number;
            /** @description At most 50: rules that failed, the most often first. */
            rules: components["schemas"]["WorstRuleView"][];
            /** @description The mean of their scores. */
            score: number | null;
            /** @description There are more than 1,000 evaluations: the worst of them are told of. */
            truncated: boolean;
            /** @description At most 100, those with the least score first. */
            worst: components["schemas"]["EvaluationView"][];
        };
        RuleBody: {
            /**
             * @description Also tells of a scheduled scan so many minutes before it starts. Not for trigger digest.
             * @default null
             */
            announceMinutes?: number | null;
            channel: components["schemas"]["NotificationChannel"];
            /**
             * @description For trigger digest.
             * @default null
             */
            digest?: components["schemas"]["DigestBody"] | null;
            /** @default true */
            enabled?: boolean;
            /**
             * Format: uuid
             * @description Null: scans of every job.
             * @default null
             */
            jobId?: string | null;
            /**
             * @description Null: each reader’s own; English for addresses that are no user’s. For channel mail.
             * @default null
             * @enum {string|null}
             */
            language?: "en" | "zh-TW" | "ja" | null;
            /**
             * @description 5 critical to 1 information. For trigger new-findings.
             * @default null
             */
            minSeverity?: number | null;
            /** @example new high findings */
            name: string;
            /**
             * @description Mail addresses. For channel mail.
             * @default []
             * @example [
             *       "security@example.com"
             *     ]
             */
            recipients?: string[];
            /** @description Also to whoever started the scan, or for one that a schedule started to the job’s owner (to the tenant’s administrators, when the owner is no member any more). For channel mail; true unless said otherwise, but not for a digest. */
            toStarter?: boolean;
            /** @description always: whenever a scan has ended and its findings are drawn; failure: it ended in Error, or finished without some of its targets; new-findings: it saw a finding for the first time, or again after it was fixed, at or above minSeverity; digest: many scans in one message. */
            trigger: components["schemas"]["NotificationTrigger"];
            /**
             * Format: uuid
             * @description For channel webhook.
             * @default null
             */
            webhookId?: string | null;
        };
        RuleEdit: {
            /**
             * @description Also tells of a scheduled scan so many minutes before it starts. Not for trigger digest.
             * @default null
             */
            announceMinutes?: number | null;
            channel?: components["schemas"]["NotificationChannel"];
            /**
             * @description For trigger digest.
             * @default null
             */
            digest?: components["schemas"]["DigestBody"] | null;
            /** @default true */
            enabled?: boolean;
            /**
             * Format: uuid
             * @description Null: scans of every job.
             * @default null
             */
            jobId?: string | null;
            /**
             * @description Null: each reader’s own; English for addresses that are no user’s. For channel mail.
             * @default null
             * @enum {string|null}
             */
            language?: "en" | "zh-TW" | "ja" | null;
            /**
             * @description 5 critical to 1 information. For trigger new-findings.
             * @default null
             */
            minSeverity?: number | null;
            /** @example new high findings */
            name?: string;
            /**
             * @description Mail addresses. For channel mail.
             * @default []
             * @example [
             *       "security@example.com"
             *     ]
             */
            recipients?: string[];
            /** @description Also to whoever started the scan, or for one that a schedule started to the job’s owner (to the tenant’s administrators, when the owner is no member any more). For channel mail; true unless said otherwise, but not for a digest. */
            toStarter?: boolean;
            /** @description always: whenever a scan has ended and its findings are drawn; failure: it ended in Error, or finished without some of its targets; new-findings: it saw a finding for the first time, or again after it was fixed, at or above minSeverity; digest: many scans in one message. */
            trigger?: components["schemas"]["NotificationTrigger"];
            /**
             * Format: uuid
             * @description For channel webhook.
             * @default null
             */
            webhookId?: string | null;
        };
        RuleLineView: {
            /** @description Tells the results of a rule with several checks apart; mostly empty. */
            check: string;
            /** @enum {string} */
            result: "pass" | "fail" | "error" | "unknown" | "notapplicable" | "notchecked" | "informational" | "fixed";
            rule: string;
            /** @enum {string} */
            severity: "high" | "medium" | "low" | "info" | "unknown";
            title: string;
        };
        RuleView: {
            announceMinutes: number | null;
            channel: components["schemas"]["NotificationChannel"];
            /** Format: date-time */
            createdAt: string;
            digest: components["schemas"]["DigestView"] | null;
            enabled: boolean;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            jobId: string | null;
            /** @enum {string|null} */
            language: "en" | "zh-TW" | "ja" | null;
            minSeverity: number | null;
            name: string;
            /**
             * Format: date-time
             * @description When the next digest goes out; null for other rules, and while it is switched off.
             */
            nextDigestAt: string | null;
            recipients: string[];
            toStarter: boolean;
            trigger: components["schemas"]["NotificationTrigger"];
            /** Format: date-time */
            updatedAt: string;
            version: number;
            /** Format: uuid */
            webhookId: string | null;
        };
        SavedJobView: {
            assetIds: string[];
            assetTags: components["schemas"]["TagSelectionView"] | null;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: uuid
             * @description By which systems that no agent runs on are entered. Null: they are not.
             */
            credentialId: string | null;
            description: string;
            enabled: boolean;
            exclusions: string[];
            /** Format: uuid */
            id: string;
            labels: {
                [key: string]: string;
            };
            /** @description Null: 7 days. */
            maxDurationSeconds: number | null;
            /** @description Packets a second. Null: no limit. */
            maxRate: number | null;
            name: string;
            /** Format: uuid */
            networkId: string;
            /**
             * Format: uuid
             * @description The user or the token that made it, or the user it was handed to. Null: nobody’s.
             */
            ownerId: string | null;
            priority: number;
            /** @description Those with a `profileId` as that profile is now. */
            profiles: components["schemas"]["ProfileView"][];
            targets: string[];
            /** Format: date-time */
            updatedAt: string;
            /** @description Its ETag. */
            version: number;
            /** @description What would keep a scan from starting now. */
            warnings: components["schemas"]["JobWarningView"][];
            wholeNetwork: boolean;
        };
        ScanFindingsView: {
            /** @description Findings that became Active. */
            active: number;
            /** @description Findings that it saw: critical, high, medium, low, information. */
            bySeverity: {
                [key: string]: number;
            };
            /** @description Findings whose spot it looked at and that were not there. */
            fixed: number;
            /** @description Findings that nobody had seen before. */
            new: number;
            reopened: number;
        };
        ScanHistoryView: {
            /** @description `token ID`, `agent ID`, or the round that did it. */
            actor: string;
            /** Format: date-time */
            at: string;
            cause: string;
            from: components["schemas"]["ScanState"] | null;
            /** @description Orders the moves; also the id of the `state` event. */
            id: string;
            reason: string;
            to: components["schemas"]["ScanState"];
            /** @description W3C trace id of the request that caused it; empty when none did. */
            traceId: string;
        };
        ScanHoldView: {
            code: components["schemas"]["HoldCode"];
            reason: string;
            /**
             * Format: date-time
             * @description Null: not known.
             */
            until: string | null;
        };
        /** @enum {string} */
        ScanKind: "vulnerability" | "map" | "compliance" | "scap" | "patch";
        ScanListView: {
            /** Format: date-time */
            createdAt: string;
            /** @description From the first claim to the end, or to now. */
            durationMs: number | null;
            /** Format: date-time */
            endedAt: string | null;
            /** @description Why it waits although nobody paused it. */
            hold: components["schemas"]["ScanHoldView"] | null;
            /** Format: uuid */
            id: string;
            /** @description Where its results were made; null: by agents of the fleet. */
            imported: components["schemas"]["ImportOriginView"] | null;
            /** Format: uuid */
            jobId: string | null;
            /** @description Derived from the profiles. */
            kinds: ("vulnerability" | "map" | "compliance" | "scap" | "patch")[];
            name: string;
            /** Format: uuid */
            networkId: string;
            /** @enum {string|null} */
            outcome: "complete" | "partial" | null;
            priority: number;
            /** @description Findings, counts and summary are complete. */
            processed: boolean;
            progress: components["schemas"]["ScanProgressView"];
            /** @description Why it is in this state, for people. */
            reason: string;
            /** @enum {string|null} */
            result: "findings" | "none" | "all hosts down" | null;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: uuid */
            startedBy: string;
            /**
             * @description What startedBy is the id of.
             * @enum {string}
             */
            startedByKind: "user" | "token" | "schedule";
            state: components["schemas"]["ScanState"];
            /** Format: date-time */
            stateSince: string;
            /** @description State, outcome, result and progress in one line, for people. */
            statusText: string;
        };
        ScanProgressView: {
            /** @description Null: nobody knows, or it is not running. */
            estimatedEnd: components["schemas"]["EstimatedEndView"] | null;
            /** @description Open ports and vulnerabilities that the finished targets brought, before they are compared. */
            findingsSoFar: number;
            /** @description Never falls. */
            percent: number;
            /** @description Targets a minute since the present segment began. */
            ratePerMinute: number | null;
            /** @description Targets a minute, lately. */
            recentRatePerMinute: number | null;
            slicesQueued: number;
            slicesRunning: number;
            /** @description Slices made so far; planning of a large scan goes on while it runs. */
            slicesTotal: number;
            /** @description Targets with a disposition. */
            targetsDone: number;
            /** @description Addresses, once for each profile. */
            targetsTotal: number;
        };
        /** @enum {string} */
        ScanState: "Queued" | "Creating" | "Initializing" | "Running" | "Loading" | "Finished" | "Pausing" | "Paused" | "Resuming" | "Canceling" | "Canceled" | "Error";
        ScanSummaryView: {
            /** @description How many agents delivered something. */
            agents: number;
            /** @description How many targets have which disposition: scanned, down, excluded, out of scope, unresolved, unreachable, timed out, authentication failed, not applicable, failed, not reached. */
            dispositions: {
                [key: string]: number;
            };
            /** @description What processing counted; null before it, and for a scan of an older version. */
            findings: components["schemas"]["ScanFindingsView"] | null;
            /** @description Of all segments together, pauses not counted. */
            runningMs: number;
            /** @description Stretches between start or resume and pause or end. */
            segments: number;
        };
        ScanView: {
            /** Format: date-time */
            createdAt: string;
            /** @description From the first claim to the end, or to now. */
            durationMs: number | null;
            /** Format: date-time */
            endedAt: string | null;
            /** @description Why it waits although nobody paused it. */
            hold: components["schemas"]["ScanHoldView"] | null;
            /** Format: uuid */
            id: string;
            /** @description Where its results were made; null: by agents of the fleet. */
            imported: components["schemas"]["ImportOriginView"] | null;
            /** Format: uuid */
            jobId: string | null;
            /** @description False: it brings no findings and is deleted an hour after its end. */
            kept: boolean;
            /** @description Derived from the profiles. */
            kinds: ("vulnerability" | "map" | "compliance" | "scap" | "patch")[];
            name: string;
            /** Format: uuid */
            networkId: string;
            /** @description Remarks for people. */
            notes: string[];
            /** @enum {string|null} */
            outcome: "complete" | "partial" | null;
            priority: number;
            /** @description Findings, counts and summary are complete. */
            processed: boolean;
            profiles: components["schemas"]["ProfileView"][];
            progress: components["schemas"]["ScanProgressView"];
            /** @description Why it is in this state, for people. */
            reason: string;
            /** Format: uuid */
            rerunOf: string | null;
            /** @enum {string|null} */
            result: "findings" | "none" | "all hosts down" | null;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: uuid */
            startedBy: string;
            /**
             * @description What startedBy is the id of.
             * @enum {string}
             */
            startedByKind: "user" | "token" | "schedule";
            state: components["schemas"]["ScanState"];
            /** Format: date-time */
            stateSince: string;
            /** @description State, outcome, result and progress in one line, for people. */
            statusText: string;
            summary: components["schemas"]["ScanSummaryView"];
            /** @description Leads to the log lines of whoever worked on this scan. */
            traceId: string;
        };
        ScheduleRequest: {
            /** @description Each scan it starts is canceled so long after its start. */
            cancelAfterSeconds?: number;
            /**
             * @description missed=all: at most so many.
             * @default 10
             */
            catchUpMost?: number;
            /**
             * @description How late one may start.
             * @default 3600
             */
            catchUpSeconds?: number;
            /** @description Occurrences from now on, then no more. */
            count?: number;
            /** @default 0 */
            jitterSeconds?: number;
            /**
             * @default once
             * @enum {string}
             */
            missed?: "skip" | "once" | "all";
            /**
             * @default skip
             * @enum {string}
             */
            overlap?: "skip" | "queue" | "cancel-previous";
            /** @description Each scan it starts is paused after so long of running. */
            pauseAfterSeconds?: number;
            recurrence: components["schemas"]["RecurrenceRequest"];
            /** @description And goes on after so long; without it when a person resumes it. */
            resumeInSeconds?: number;
        };
        ScheduleView: {
            /** Format: date-time */
            createdAt: string;
            definition: components["schemas"]["ScheduleRequest"];
            /**
             * Format: date-time
             * @description Null: no more.
             */
            dueAt: string | null;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            jobId: string;
            /**
             * Format: uuid
             * @description The one that it follows, with other jobs.
             */
            namedScheduleId: string | null;
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        ScriptView: {
            name: string;
        };
        SessionView: {
            address: string;
            /** Format: date-time */
            createdAt: string;
            /** @description Whether it is the one that asks. */
            current: boolean;
            /** Format: date-time */
            endsAt: string;
            /** Format: uuid */
            id: string;
            /**
             * Format: date-time
             * @description To the minute.
             */
            seenAt: string;
            userAgent: string;
        };
        SeverityCountsView: {
            critical: number;
            high: number;
            information: number;
            low: number;
            medium: number;
        };
        /** @enum {string} */
        SliceState: "Queued" | "Running" | "Stopping" | "Parked" | "Done" | "Failed" | "Canceled";
        SliceView: {
            /**
             * Format: uuid
             * @description The agent that has it, or had it last.
             */
            agentId: string | null;
            /** @description Its name; empty when there is none. */
            agentName: string;
            /** @description Failed attempts. */
            attempts: number;
            engine: string;
            /** @description Grows whenever the slice is taken from its owner. */
            epoch: number;
            /** @description Of the targets lent with it, as the tool says. */
            fraction: number;
            /** Format: uuid */
            id: string;
            /** @description What the tool says it is doing. */
            phase: string;
            /** @description Index into the scan’s profiles. */
            profile: number;
            reason: string;
            state: components["schemas"]["SliceState"];
            /** Format: date-time */
            stateSince: string;
            targetsDone: number;
            targetsTotal: number;
        };
        StateCountsView: {
            Active: components["schemas"]["SeverityCountsView"];
            Fixed: components["schemas"]["SeverityCountsView"];
            New: components["schemas"]["SeverityCountsView"];
            Reopened: components["schemas"]["SeverityCountsView"];
        };
        StopBody: {
            /**
             * Format: uuid
             * @description Only of this network; without it of every one.
             */
            networkId?: string;
            /** @example The line is overloaded. */
            reason: string;
        };
        StopView: {
            /** Format: date-time */
            at: string;
            /** @example user 0190a5a0-0000-7000-8000-000000000000 */
            createdBy: string;
            /**
             * Format: date-time
             * @description When every scan had been told to end.
             */
            doneAt: string | null;
            /** Format: uuid */
            id: string;
            /**
             * Format: uuid
             * @description Null: every network.
             */
            networkId: string | null;
            reason: string;
            /**
             * Format: uuid
             * @description Null: the whole fleet.
             */
            tenantId: string | null;
            /** @description Scans that it is about and that have not ended yet. */
            underWay: number;
        };
        SubscribeBody: {
            /**
             * @description IANA time zone in which a day of the quotas begins; as before, or UTC, unless given.
             * @example Asia/Taipei
             */
            zone?: string;
        };
        SubscriptionMoveView: {
            /** @description `user <id>` or `token <id>`. */
            actor: string;
            /** Format: date-time */
            at: string;
            id: number;
            /** @enum {string} */
            state: "active" | "canceled";
        };
        /** @enum {string} */
        SubscriptionState: "never" | "active" | "canceled";
        SubscriptionView: {
            /** @description Of addressesADay, used up. */
            addressesToday: number;
            /** Format: uuid */
            defaultNetworkId: string | null;
            quotas: components["schemas"]["QuotasView"];
            /** Format: date-time */
            since: string | null;
            state: components["schemas"]["SubscriptionState"];
            /** @example Asia/Taipei */
            zone: string;
        };
        TagSelectionRequest: {
            /**
             * @description The asset has every one of them.
             * @default []
             */
            all?: string[];
            /**
             * @description The asset has at least one of them.
             * @default []
             */
            any?: string[];
            /**
             * @description The asset has none of them.
             * @default []
             */
            none?: string[];
        };
        TagSelectionView: {
            all: string[];
            any: string[];
            none: string[];
        };
        TargetResultView: {
            address: string;
            /** Format: date-time */
            at: string;
            /** @description The evaluation of a profile: benchmark, scores, counts, trouble. */
            compliance: {
                [key: string]: unknown;
            }[];
            /** @description OVAL definitions with result and evidence. */
            definitions: {
                [key: string]: unknown;
            }[];
            /** @example scanned */
            disposition: string;
            /** @description The host: status, names, groups of ports. */
            hosts: {
                [key: string]: unknown;
            }[];
            /**
             * @description All of it in one line.
             * @example up; 1 open port: 22/tcp ssh OpenSSH 9.2p1
             */
            line: string;
            /** @description Ports with state, reason and service. */
            ports: {
                [key: string]: unknown;
            }[];
            profile: number;
            reason: string;
            /** @description Rules with result, severity, words, fix and evidence. */
            rules: {
                [key: string]: unknown;
            }[];
            /** @description Scripts with output and the vulnerabilities that they report. */
            scripts: {
                [key: string]: unknown;
            }[];
            /** @description What the system says of itself: release, end of its support, restart, recommendations in order. */
            systems: {
                [key: string]: unknown;
            }[];
            /** @description There is more than is shown: the raw output has all. */
            truncated: boolean;
            /** @description Packages that are to be updated, with versions, origin and advisories. */
            updates: {
                [key: string]: unknown;
            }[];
        };
        TargetView: {
            /** @description Canonical. */
            address: string;
            /** Format: uuid */
            agentId: string | null;
            /** Format: date-time */
            at: string | null;
            /**
             * @description What became of it; null: nothing yet.
             * @enum {string|null}
             */
            disposition: "scanned" | "down" | "excluded" | "out of scope" | "unresolved" | "unreachable" | "timed out" | "authentication failed" | "not applicable" | "failed" | "not reached" | null;
            /** @description Rows seen by the tool that count. */
            observations: number;
            /** @description Index into the scan’s profiles. */
            profile: number;
            /** @description The tool’s own output can be downloaded. */
            raw: boolean;
            reason: string;
            /** Format: uuid */
            sliceId: string;
        };
        TenantBody: {
            /** @example Example Ltd. */
            name: string;
        };
        TenantView: {
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: date-time */
            suspendedAt: string | null;
            version: number;
        };
        TestedView: {
            /** @description What goes out; see deliveries. */
            deliveryIds: string[];
        };
        TestedWebhookView: {
            /** @description What goes out; see deliveries. */
            deliveryIds: string[];
        };
        TokenBody: {
            /**
             * Format: date-time
             * @description Null: never.
             */
            expiresAt?: string | null;
            name: string;
            role: components["schemas"]["Role"];
        };
        TokenView: {
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string | null;
            /** Format: uuid */
            id: string;
            /**
             * Format: date-time
             * @description To the minute.
             */
            lastUsedAt: string | null;
            name: string;
            /**
             * Format: uuid
             * @description The user whose token it is.
             */
            ownerId: string | null;
            /** @description The token’s first characters. */
            prefix: string;
            /** Format: date-time */
            revokedAt: string | null;
            role: components["schemas"]["Role"];
        };
        UnsavedTestBody: {
            /**
             * @description One address of the network.
             * @example 192.0.2.10
             */
            address: string;
            /** Format: uuid */
            networkId: string;
            profile: components["schemas"]["InlineProfileRequest"];
        };
        UnsubscribeView: {
            /** Format: date-time */
            at: string;
            /** Format: email */
            email: string;
            /** Format: uuid */
            id: string;
        };
        UserTenantView: {
            role: components["schemas"]["Role"];
            /** Format: uuid */
            tenantId: string;
            tenantName: string;
        };
        UserView: {
            /** Format: email */
            email: string;
            fleetAdministrator: boolean;
            /** Format: uuid */
            id: string;
            locale: components["schemas"]["Locale"];
            name: string;
            /**
             * @description IANA time zone.
             * @example Asia/Taipei
             */
            zone: string;
        };
        VerdictView: {
            chain: string;
            firstBroken: number | null;
            intact: boolean;
            reason: string;
            rows: number;
        };
        VersionChangesView: {
            /** @description Profiles by their ids. */
            added: string[];
            changed: components["schemas"]["ChangedProfileView"][];
            definitions: number;
            definitionsBefore: number;
            removed: string[];
        };
        WaitingReasonView: {
            /** @example agents-busy */
            code: string;
            details: {
                [key: string]: unknown;
            };
            /** @description For people. */
            reason: string;
        };
        WebhookBody: {
            /** @default true */
            enabled?: boolean;
            /** @example ticket system */
            name: string;
            /**
             * Format: uri
             * @description https, to a public address; what else the operator allows is in SCANFLEET_WEBHOOK_ALLOW. Redirects are not followed.
             * @example https://hooks.example.com/scanfleet
             */
            url: string;
        };
        WebhookEdit: {
            /** @default true */
            enabled?: boolean;
            /** @example ticket system */
            name?: string;
            /**
             * Format: uri
             * @description https, to a public address; what else the operator allows is in SCANFLEET_WEBHOOK_ALLOW. Redirects are not followed.
             * @example https://hooks.example.com/scanfleet
             */
            url?: string;
        };
        WebhookView: {
            /** Format: date-time */
            createdAt: string;
            /** @description Why it was switched off by itself; empty otherwise. */
            disabledReason: string;
            enabled: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            /**
             * Format: date-time
             * @description Until then messages are signed with the secret before as well; null when there is none.
             */
            previousSecretUntil: string | null;
            /** Format: date-time */
            updatedAt: string;
            url: string;
            version: number;
        };
        WeeklyHoursRequest: {
            /** @example 22:00 */
            from: string;
            /**
             * @description At or before `from`: on the next day.
             * @example 06:00
             */
            to: string;
            /**
             * @description 0 is Sunday.
             * @example [
             *       1,
             *       2,
             *       3,
             *       4,
             *       5
             *     ]
             */
            weekdays: number[];
        };
        WindowEdit: {
            /** Format: date-time */
            endsAt?: string;
            /**
             * @description What running tools are allowed to finish in when it closes.
             * @default 60
             */
            graceSeconds?: number;
            /** @example Office hours */
            name?: string;
            /** Format: date-time */
            startsAt?: string;
            /** @description Or once: startsAt, endsAt. */
            weekly?: components["schemas"]["WeeklyHoursRequest"][];
            /**
             * @description IANA time zone.
             * @example Asia/Taipei
             */
            zone?: string;
        };
        WindowRequest: {
            /** Format: date-time */
            endsAt?: string;
            /**
             * @description What running tools are allowed to finish in when it closes.
             * @default 60
             */
            graceSeconds?: number;
            /** Format: uuid */
            jobId?: string;
            /**
             * @description Scans run only in windows, if there are any; never in blackouts.
             * @enum {string}
             */
            kind: "window" | "blackout";
            /** @example Office hours */
            name?: string;
            /**
             * Format: uuid
             * @description This or jobId.
             */
            networkId?: string;
            /** Format: date-time */
            startsAt?: string;
            /** @description Or once: startsAt, endsAt. */
            weekly?: components["schemas"]["WeeklyHoursRequest"][];
            /**
             * @description IANA time zone.
             * @example Asia/Taipei
             */
            zone?: string;
        };
        WindowView: {
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            endsAt: string | null;
            graceSeconds: number;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            jobId: string | null;
            /** @enum {string} */
            kind: "window" | "blackout";
            name: string;
            /** Format: uuid */
            networkId: string | null;
            /** Format: date-time */
            startsAt: string | null;
            /** Format: date-time */
            updatedAt: string;
            version: number;
            weekly: components["schemas"]["WeeklyHoursRequest"][] | null;
            /** @example Asia/Taipei */
            zone: string;
        };
        WorstRuleView: {
            /** @description Of how many evaluations. */
            failed: number;
            rule: string;
            /** @enum {string} */
            severity: "high" | "medium" | "low" | "info" | "unknown";
            title: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAgents: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
                /** @description Only the agents of this pool. */
                poolId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "addresses": [
                     *             "text"
                     *           ],
                     *           "certificateExpiresAt": "2026-01-15T03:00:00.000Z",
                     *           "connectedAt": "2026-01-15T03:00:00.000Z",
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "engines": [
                     *             {
                     *               "available": true,
                     *               "limits": [
                     *                 "text"
                     *               ],
                     *               "name": "Web servers",
                     *               "verdict": "text",
                     *               "version": "7.93"
                     *             }
                     *           ],
                     *           "freeSlots": 1,
                     *           "hostname": "www.tenant.example",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "lastSeenAt": "2026-01-15T03:00:00.000Z",
                     *           "loadAverage": 1,
                     *           "missedHeartbeats": 0,
                     *           "name": "Web servers",
                     *           "platform": "text",
                     *           "poolId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "poolName": "text",
                     *           "state": "Active",
                     *           "status": "online",
                     *           "toolSlots": 1,
                     *           "version": "7.93"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["AgentView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "addresses": [
                     *         "text"
                     *       ],
                     *       "certificateExpiresAt": "2026-01-15T03:00:00.000Z",
                     *       "connectedAt": "2026-01-15T03:00:00.000Z",
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "engines": [
                     *         {
                     *           "available": true,
                     *           "limits": [
                     *             "text"
                     *           ],
                     *           "name": "Web servers",
                     *           "verdict": "text",
                     *           "version": "7.93"
                     *         }
                     *       ],
                     *       "freeSlots": 1,
                     *       "hostname": "www.tenant.example",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "lastSeenAt": "2026-01-15T03:00:00.000Z",
                     *       "loadAverage": 1,
                     *       "missedHeartbeats": 0,
                     *       "name": "Web servers",
                     *       "platform": "text",
                     *       "poolId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "poolName": "text",
                     *       "state": "Active",
                     *       "status": "online",
                     *       "toolSlots": 1,
                     *       "version": "7.93"
                     *     }
                     */
                    "application/json": components["schemas"]["AgentView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAssets: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
                networkId?: string;
                tag?: string;
                /** @description One that the asset has. */
                address?: string;
                /** @description What the name or the host name begins with. */
                text?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "addresses": [
                     *             "text"
                     *           ],
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "externalId": "text",
                     *           "hostName": "text",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "name": "Web servers",
                     *           "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "os": "text",
                     *           "tags": [
                     *             "text"
                     *           ],
                     *           "updatedAt": "2026-01-15T03:00:00.000Z",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["AssetView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAsset: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "addresses": [
                 *         "192.0.2.10"
                 *       ],
                 *       "externalId": "text",
                 *       "hostName": "web-1.example.com",
                 *       "name": "web-1",
                 *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                 *       "os": "Ubuntu 24.04",
                 *       "tags": [
                 *         "production"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AssetBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "addresses": [
                     *         "text"
                     *       ],
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "externalId": "text",
                     *       "hostName": "text",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "os": "text",
                     *       "tags": [
                     *         "text"
                     *       ],
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["AssetView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportAssetsCsv: {
        parameters: {
            query?: {
                networkId?: string;
                tag?: string;
                /** @description One that the asset has. */
                address?: string;
                /** @description What the name or the host name begins with. */
                text?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description CSV in UTF-8, every cell in quotes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example address,hostname
                     *     192.0.2.10,www.tenant.example
                     */
                    "text/csv": string;
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importAssets: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "assets": [
                 *         {
                 *           "addresses": [
                 *             "192.0.2.10"
                 *           ],
                 *           "externalId": "i-0a1",
                 *           "name": "web-1",
                 *           "tags": [
                 *             "production"
                 *           ]
                 *         }
                 *       ],
                 *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                 *     }
                 */
                "application/json": components["schemas"]["ImportBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created": 1,
                     *       "refused": 1,
                     *       "rows": [
                     *         {
                     *           "assetId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "code": "address-taken",
                     *           "outcome": "created",
                     *           "path": "/addresses/0",
                     *           "reason": "text",
                     *           "row": 1
                     *         }
                     *       ],
                     *       "unchanged": 1,
                     *       "updated": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importAssetsCsv: {
        parameters: {
            query: {
                /** @description The network that all of them are in. */
                networkId: string;
            };
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example address,hostname
                 *     192.0.2.10,www.tenant.example
                 */
                "text/csv": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created": 1,
                     *       "refused": 1,
                     *       "rows": [
                     *         {
                     *           "assetId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "code": "address-taken",
                     *           "outcome": "created",
                     *           "path": "/addresses/0",
                     *           "reason": "text",
                     *           "row": 1
                     *         }
                     *       ],
                     *       "unchanged": 1,
                     *       "updated": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAsset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "addresses": [
                     *         "text"
                     *       ],
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "externalId": "text",
                     *       "hostName": "text",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "os": "text",
                     *       "tags": [
                     *         "text"
                     *       ],
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["AssetView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAsset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editAsset: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version that the edit was made from, or * for any. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "addresses": [
                 *         "192.0.2.10"
                 *       ],
                 *       "externalId": "text",
                 *       "hostName": "web-1.example.com",
                 *       "name": "web-1",
                 *       "os": "Ubuntu 24.04",
                 *       "tags": [
                 *         "production"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AssetPatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "addresses": [
                     *         "text"
                     *       ],
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "externalId": "text",
                     *       "hostName": "text",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "os": "text",
                     *       "tags": [
                     *         "text"
                     *       ],
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["AssetView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else has changed it since that version. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
                actor?: string;
                action?: string;
                subject?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "action": "text",
                     *           "actor": "text",
                     *           "address": "192.0.2.10",
                     *           "at": "2026-01-15T03:00:00.000Z",
                     *           "details": {},
                     *           "hash": "text",
                     *           "seq": 1,
                     *           "subject": "text",
                     *           "traceId": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["AuditView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to access. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verifyAudit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "chain": "text",
                     *       "firstBroken": 1,
                     *       "intact": true,
                     *       "reason": "text",
                     *       "rows": 1
                     *     }
                     */
                    "application/json": components["schemas"]["VerdictView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to access. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCoverage: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
                /** @description Canonical IPv4 or IPv6 address. */
                address?: string;
                networkId?: string;
                scanId?: string;
                /** @description A minus in front: descending. Combinations that an index serves (? may be left out): no filter, sorted by lookedAt; address + networkId? + scanId?, sorted by lookedAt; scanId, sorted by lookedAt. */
                sort?: "lookedAt" | "-lookedAt";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "address": "192.0.2.10",
                     *           "lookedAt": "2026-01-15T03:00:00.000Z",
                     *           "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "ports": [
                     *             {
                     *               "protocol": "tcp",
                     *               "ranges": [
                     *                 {
                     *                   "first": 1,
                     *                   "last": 1
                     *                 }
                     *               ]
                     *             }
                     *           ],
                     *           "profile": 1,
                     *           "scanId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "tool": "nmap",
                     *           "toolVersion": "7.93"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["CoverageView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No index serves this combination of filters and sort. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCredentials: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "description": "Every night",
                     *           "fingerprint": "text",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "kind": "ssh-key",
                     *           "name": "Web servers",
                     *           "port": 1,
                     *           "sudo": true,
                     *           "trustFirstKey": true,
                     *           "updatedAt": "2026-01-15T03:00:00.000Z",
                     *           "usedAt": "2026-01-15T03:00:00.000Z",
                     *           "userName": "text",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["CredentialView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createCredential: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "",
                 *       "kind": "ssh-key",
                 *       "name": "Web servers",
                 *       "passphrase": "",
                 *       "password": "text",
                 *       "port": 22,
                 *       "privateKey": "text",
                 *       "sudo": false,
                 *       "trustFirstKey": false,
                 *       "userName": "scanfleet"
                 *     }
                 */
                "application/json": components["schemas"]["CredentialBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "description": "Every night",
                     *       "fingerprint": "text",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "kind": "ssh-key",
                     *       "name": "Web servers",
                     *       "port": 1,
                     *       "sudo": true,
                     *       "trustFirstKey": true,
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "usedAt": "2026-01-15T03:00:00.000Z",
                     *       "userName": "text",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["CredentialView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCredential: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "description": "Every night",
                     *       "fingerprint": "text",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "kind": "ssh-key",
                     *       "name": "Web servers",
                     *       "port": 1,
                     *       "sudo": true,
                     *       "trustFirstKey": true,
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "usedAt": "2026-01-15T03:00:00.000Z",
                     *       "userName": "text",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["CredentialView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCredential: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editCredential: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version that the edit was made from, or * for any. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "",
                 *       "name": "Web servers",
                 *       "passphrase": "",
                 *       "password": "text",
                 *       "port": 22,
                 *       "privateKey": "text",
                 *       "sudo": false,
                 *       "trustFirstKey": false,
                 *       "userName": "scanfleet"
                 *     }
                 */
                "application/json": components["schemas"]["CredentialPatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "description": "Every night",
                     *       "fingerprint": "text",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "kind": "ssh-key",
                     *       "name": "Web servers",
                     *       "port": 1,
                     *       "sudo": true,
                     *       "trustFirstKey": true,
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "usedAt": "2026-01-15T03:00:00.000Z",
                     *       "userName": "text",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["CredentialView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else has changed it since that version. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
                state?: components["schemas"]["DeliveryState"];
                channel?: components["schemas"]["NotificationChannel"];
                kind?: components["schemas"]["DeliveryKind"];
                ruleId?: string;
                webhookId?: string;
                scanId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "attempts": 1,
                     *           "channel": "mail",
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "endedAt": "2026-01-15T03:00:00.000Z",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "kind": "scan",
                     *           "lastAttemptAt": "2026-01-15T03:00:00.000Z",
                     *           "lastError": "text",
                     *           "messageId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "nextAttemptAt": "2026-01-15T03:00:00.000Z",
                     *           "recipient": "text",
                     *           "redeliveryOf": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "responseStatus": 1,
                     *           "ruleId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "scanId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "state": "Queued",
                     *           "webhookId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["DeliveryView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attempts": 1,
                     *       "channel": "mail",
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "endedAt": "2026-01-15T03:00:00.000Z",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "kind": "scan",
                     *       "lastAttemptAt": "2026-01-15T03:00:00.000Z",
                     *       "lastError": "text",
                     *       "messageId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "nextAttemptAt": "2026-01-15T03:00:00.000Z",
                     *       "recipient": "text",
                     *       "redeliveryOf": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "responseStatus": 1,
                     *       "ruleId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "scanId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "state": "Queued",
                     *       "webhookId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    redeliver: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "attempts": 1,
                     *       "channel": "mail",
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "endedAt": "2026-01-15T03:00:00.000Z",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "kind": "scan",
                     *       "lastAttemptAt": "2026-01-15T03:00:00.000Z",
                     *       "lastError": "text",
                     *       "messageId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "nextAttemptAt": "2026-01-15T03:00:00.000Z",
                     *       "recipient": "text",
                     *       "redeliveryOf": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "responseStatus": 1,
                     *       "ruleId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "scanId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "state": "Queued",
                     *       "webhookId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEvaluations: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
                scanId?: string;
                jobId?: string;
                /** @description Canonical IPv4 or IPv6 address. With a profile: its score over time. */
                address?: string;
                /** @description Beside address, scanId or jobId. */
                networkId?: string;
                /** @description Beside address, scanId or jobId. */
                benchmarkId?: string;
                /** @description Beside address, scanId or jobId. */
                profileId?: string;
                /** @description A minus in front: descending. Combinations that an index serves (? may be left out): no filter, sorted by lookedAt; address + networkId? + benchmarkId? + profileId? + scanId? + jobId?, sorted by lookedAt; scanId + networkId? + benchmarkId? + profileId?, sorted by lookedAt; jobId + networkId? + benchmarkId? + profileId?, sorted by lookedAt. */
                sort?: "lookedAt" | "-lookedAt";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "address": "192.0.2.10",
                     *           "benchmarkId": "text",
                     *           "benchmarkTitle": "text",
                     *           "benchmarkVersion": "text",
                     *           "content": "text",
                     *           "counts": {
                     *             "fail": 24,
                     *             "pass": 19
                     *           },
                     *           "degraded": true,
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "lookedAt": "2026-01-15T03:00:00.000Z",
                     *           "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "overridden": [
                     *             "text"
                     *           ],
                     *           "profile": 1,
                     *           "profileId": "text",
                     *           "profileTitle": "text",
                     *           "scanId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "score": 0,
                     *           "segments": 1
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["EvaluationView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No index serves this combination of filters and sort. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sumUpEvaluations: {
        parameters: {
            query?: {
                /** @description One of the two. */
                scanId?: string;
                /** @description The newest evaluation of each host and profile in its scans. */
                jobId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "counts": {},
                     *       "evaluations": 1,
                     *       "hosts": 1,
                     *       "rules": [
                     *         {
                     *           "failed": 1,
                     *           "rule": "text",
                     *           "severity": "high",
                     *           "title": "Open port 443/tcp: https nginx 1.22.1"
                     *         }
                     *       ],
                     *       "score": 1,
                     *       "truncated": true,
                     *       "worst": [
                     *         {
                     *           "address": "192.0.2.10",
                     *           "benchmarkId": "text",
                     *           "benchmarkTitle": "text",
                     *           "benchmarkVersion": "text",
                     *           "content": "text",
                     *           "counts": {
                     *             "fail": 24,
                     *             "pass": 19
                     *           },
                     *           "degraded": true,
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "lookedAt": "2026-01-15T03:00:00.000Z",
                     *           "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "overridden": [
                     *             "text"
                     *           ],
                     *           "profile": 1,
                     *           "profileId": "text",
                     *           "profileTitle": "text",
                     *           "scanId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "score": 0,
                     *           "segments": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RollUpView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEvaluation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "address": "192.0.2.10",
                     *       "benchmarkId": "text",
                     *       "benchmarkTitle": "text",
                     *       "benchmarkVersion": "text",
                     *       "content": "text",
                     *       "counts": {
                     *         "fail": 24,
                     *         "pass": 19
                     *       },
                     *       "degraded": true,
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "lookedAt": "2026-01-15T03:00:00.000Z",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "overridden": [
                     *         "text"
                     *       ],
                     *       "profile": 1,
                     *       "profileId": "text",
                     *       "profileTitle": "text",
                     *       "scanId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "score": 0,
                     *       "segments": 1
                     *     }
                     */
                    "application/json": components["schemas"]["EvaluationView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEvaluationDrift: {
        parameters: {
            query?: {
                /** @description Any earlier evaluation of the same profile. Without it: the one before of the same host. */
                against?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "added": [
                     *         {
                     *           "before": "text",
                     *           "check": "text",
                     *           "now": "text",
                     *           "rule": "text",
                     *           "severity": "high",
                     *           "title": "Open port 443/tcp: https nginx 1.22.1"
                     *         }
                     *       ],
                     *       "before": {
                     *         "address": "192.0.2.10",
                     *         "benchmarkId": "text",
                     *         "benchmarkTitle": "text",
                     *         "benchmarkVersion": "text",
                     *         "content": "text",
                     *         "counts": {
                     *           "fail": 24,
                     *           "pass": 19
                     *         },
                     *         "degraded": true,
                     *         "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *         "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *         "lookedAt": "2026-01-15T03:00:00.000Z",
                     *         "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *         "overridden": [
                     *           "text"
                     *         ],
                     *         "profile": 1,
                     *         "profileId": "text",
                     *         "profileTitle": "text",
                     *         "scanId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *         "score": 0,
                     *         "segments": 1
                     *       },
                     *       "changed": [
                     *         {
                     *           "before": "text",
                     *           "check": "text",
                     *           "now": "text",
                     *           "rule": "text",
                     *           "severity": "high",
                     *           "title": "Open port 443/tcp: https nginx 1.22.1"
                     *         }
                     *       ],
                     *       "contentChanged": true,
                     *       "newFail": [
                     *         {
                     *           "before": "text",
                     *           "check": "text",
                     *           "now": "text",
                     *           "rule": "text",
                     *           "severity": "high",
                     *           "title": "Open port 443/tcp: https nginx 1.22.1"
                     *         }
                     *       ],
                     *       "newPass": [
                     *         {
                     *           "before": "text",
                     *           "check": "text",
                     *           "now": "text",
                     *           "rule": "text",
                     *           "severity": "high",
                     *           "title": "Open port 443/tcp: https nginx 1.22.1"
                     *         }
                     *       ],
                     *       "now": {
                     *         "address": "192.0.2.10",
                     *         "benchmarkId": "text",
                     *         "benchmarkTitle": "text",
                     *         "benchmarkVersion": "text",
                     *         "content": "text",
                     *         "counts": {
                     *           "fail": 24,
                     *           "pass": 19
                     *         },
                     *         "degraded": true,
                     *         "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *         "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *         "lookedAt": "2026-01-15T03:00:00.000Z",
                     *         "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *         "overridden": [
                     *           "text"
                     *         ],
                     *         "profile": 1,
                     *         "profileId": "text",
                     *         "profileTitle": "text",
                     *         "scanId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *         "score": 0,
                     *         "segments": 1
                     *       },
                     *       "removed": [
                     *         {
                     *           "before": "text",
                     *           "check": "text",
                     *           "now": "text",
                     *           "rule": "text",
                     *           "severity": "high",
                     *           "title": "Open port 443/tcp: https nginx 1.22.1"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DriftView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEvaluationRules: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
                result?: ("pass" | "fail" | "error" | "unknown" | "notapplicable" | "notchecked" | "informational" | "fixed")[];
                severity?: ("high" | "medium" | "low" | "info" | "unknown")[];
                /** @description In the id or the title, in whatever case. */
                text?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "check": "text",
                     *           "result": "pass",
                     *           "rule": "text",
                     *           "severity": "high",
                     *           "title": "Open port 443/tcp: https nginx 1.22.1"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["RuleLineView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEvaluationRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                rule: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {}
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["EvaluationRuleView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listExclusions: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
                /** @description Also those that are removed or expired. */
                past?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "comment": "text",
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "createdBy": "user 0190a5a0-0000-7000-8000-000000000000",
                     *           "everywhere": true,
                     *           "expiresAt": "2026-01-15T03:00:00.000Z",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "removedAt": "2026-01-15T03:00:00.000Z",
                     *           "removedBy": "text",
                     *           "target": "192.0.2.64-79"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ExclusionView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createExclusion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "comment": "Controls the pumps: never touch it.",
                 *       "everywhere": false,
                 *       "expiresAt": "2026-01-15T03:00:00.000Z",
                 *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                 *       "target": "192.0.2.64-79"
                 *     }
                 */
                "application/json": components["schemas"]["ExclusionBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "comment": "text",
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "createdBy": "user 0190a5a0-0000-7000-8000-000000000000",
                     *       "everywhere": true,
                     *       "expiresAt": "2026-01-15T03:00:00.000Z",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "removedAt": "2026-01-15T03:00:00.000Z",
                     *       "removedBy": "text",
                     *       "target": "192.0.2.64-79"
                     *     }
                     */
                    "application/json": components["schemas"]["ExclusionView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteExclusion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It holds no more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFindings: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
                /** @description Only what this scan saw, with the severity it saw. */
                scanId?: string;
                /** @description What a scan of this job saw. */
                jobId?: string[];
                /** @description 5 critical, 4 high, 3 medium, 2 low, 1 information. */
                severity?: number[];
                /** @description This or graver; short for naming each severity, so not beside `severity`. */
                minSeverity?: number;
                /** @description Canonical IPv4 or IPv6 address (RFC 5952). */
                address?: string[];
                cve?: string[];
                engine?: string[];
                type?: ("confirmed" | "potential" | "information")[];
                checkId?: string[];
                networkId?: string[];
                /** @description Open are New, Active and Reopened. */
                state?: components["schemas"]["FindingState"][];
                /** @description Last seen at this time or later. */
                from?: string;
                /** @description Last seen before this time. */
                to?: string;
                /** @description How the title begins. Only the first 1000 such titles are looked at. */
                q?: string;
                /** @description A minus in front: descending. Combinations that an index serves (? may be left out): severity?, sorted by severity or firstSeen; state? + severity?, sorted by severity or firstSeen; state?, sorted by lastSeen; state? + severity?, sorted by lastSeen; address + state? + severity? + type? + checkId? + networkId? + engine?, sorted by severity or lastSeen or firstSeen or address; no filter, sorted by address; networkId + state? + severity?, sorted by severity or firstSeen; engine + state? + severity?, sorted by severity or firstSeen; checkId + severity?, sorted by severity or firstSeen; cve + state? + severity?, sorted by severity or firstSeen; jobId + state? + severity?, sorted by severity or firstSeen; scanId + severity?, sorted by severity or firstSeen; address + scanId + state? + severity? + type? + checkId? + networkId? + engine?, sorted by severity or lastSeen or firstSeen or address; q + state? + severity?, sorted by severity or firstSeen. */
                sort?: "severity" | "-severity" | "lastSeen" | "-lastSeen" | "firstSeen" | "-firstSeen" | "address" | "-address";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "address": "192.0.2.10",
                     *           "checkId": "nmap:open-port",
                     *           "cves": [
                     *             "CVE-2017-5638"
                     *           ],
                     *           "cvss": 0,
                     *           "firstSeenAt": "2026-01-15T03:00:00.000Z",
                     *           "hostname": "www.tenant.example",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "lastSeenAt": "2026-01-15T03:00:00.000Z",
                     *           "port": 1,
                     *           "protocol": "tcp",
                     *           "service": "https",
                     *           "severity": 1,
                     *           "severityLabel": "information",
                     *           "state": "New",
                     *           "stateSince": "2026-01-15T03:00:00.000Z",
                     *           "timesSeen": 1,
                     *           "title": "Open port 443/tcp: https nginx 1.22.1",
                     *           "type": "confirmed"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["FindingItem"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No index serves this combination of filters and sort. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    countFindings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "byState": {
                     *         "Active": {
                     *           "critical": 1,
                     *           "high": 1,
                     *           "information": 1,
                     *           "low": 1,
                     *           "medium": 1
                     *         },
                     *         "Fixed": {
                     *           "critical": 1,
                     *           "high": 1,
                     *           "information": 1,
                     *           "low": 1,
                     *           "medium": 1
                     *         },
                     *         "New": {
                     *           "critical": 1,
                     *           "high": 1,
                     *           "information": 1,
                     *           "low": 1,
                     *           "medium": 1
                     *         },
                     *         "Reopened": {
                     *           "critical": 1,
                     *           "high": 1,
                     *           "information": 1,
                     *           "low": 1,
                     *           "medium": 1
                     *         }
                     *       },
                     *       "open": {
                     *         "critical": 1,
                     *         "high": 1,
                     *         "information": 1,
                     *         "low": 1,
                     *         "medium": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["FindingCountsView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFinding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "address": "192.0.2.10",
                     *       "checkId": "nmap:open-port",
                     *       "cves": [
                     *         "CVE-2017-5638"
                     *       ],
                     *       "cvss": 0,
                     *       "evidence": "text",
                     *       "firstScanId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "firstSeenAt": "2026-01-15T03:00:00.000Z",
                     *       "fixedAt": "2026-01-15T03:00:00.000Z",
                     *       "fixedScanId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "hostname": "www.tenant.example",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "lastScanId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "lastSeenAt": "2026-01-15T03:00:00.000Z",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "port": 1,
                     *       "protocol": "tcp",
                     *       "references": [
                     *         "text"
                     *       ],
                     *       "service": "https",
                     *       "severity": 1,
                     *       "severityLabel": "information",
                     *       "severitySource": "CVSSv2 10.0 (nse)",
                     *       "solution": "text",
                     *       "state": "New",
                     *       "stateSince": "2026-01-15T03:00:00.000Z",
                     *       "summary": "text",
                     *       "timesSeen": 1,
                     *       "title": "Open port 443/tcp: https nginx 1.22.1",
                     *       "type": "confirmed"
                     *     }
                     */
                    "application/json": components["schemas"]["FindingView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such finding. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFindingHistory: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "at": "2026-01-15T03:00:00.000Z",
                     *           "cause": "text",
                     *           "from": "New",
                     *           "id": "1",
                     *           "lookedAt": "2026-01-15T03:00:00.000Z",
                     *           "scanId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "to": "New"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["FindingHistoryView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such finding. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFleetAudit: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
                actor?: string;
                action?: string;
                subject?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "action": "text",
                     *           "actor": "text",
                     *           "address": "192.0.2.10",
                     *           "at": "2026-01-15T03:00:00.000Z",
                     *           "details": {},
                     *           "hash": "text",
                     *           "seq": 1,
                     *           "subject": "text",
                     *           "traceId": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["AuditView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verifyFleetAudit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "chain": "text",
                     *       "firstBroken": 1,
                     *       "intact": true,
                     *       "reason": "text",
                     *       "rows": 1
                     *     }
                     */
                    "application/json": components["schemas"]["VerdictView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFleetNetworkRequests: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
                state?: components["schemas"]["NetworkRequestState"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "allowedSpecialCidrs": [
                     *             "127.0.0.0/8"
                     *           ],
                     *           "cidrs": [
                     *             "192.0.2.0/24"
                     *           ],
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "decidedAt": "2026-01-15T03:00:00.000Z",
                     *           "decidedBy": "text",
                     *           "decision": "text",
                     *           "description": "Every night",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "name": "Web servers",
                     *           "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "reason": "text",
                     *           "requestedBy": "user 0190a5a0-0000-7000-8000-000000000000",
                     *           "state": "pending",
                     *           "tenantId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["NetworkRequestView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approveNetworkRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "decision": "text",
                 *       "poolId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                 *     }
                 */
                "application/json": components["schemas"]["ApprovalBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "allowedSpecialCidrs": [
                     *         "127.0.0.0/8"
                     *       ],
                     *       "cidrs": [
                     *         "192.0.2.0/24"
                     *       ],
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "decidedAt": "2026-01-15T03:00:00.000Z",
                     *       "decidedBy": "text",
                     *       "decision": "text",
                     *       "description": "Every night",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "reason": "text",
                     *       "requestedBy": "user 0190a5a0-0000-7000-8000-000000000000",
                     *       "state": "pending",
                     *       "tenantId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *     }
                     */
                    "application/json": components["schemas"]["NetworkRequestView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rejectNetworkRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "decision": "These addresses are another tenant’s."
                 *     }
                 */
                "application/json": components["schemas"]["RejectionBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "allowedSpecialCidrs": [
                     *         "127.0.0.0/8"
                     *       ],
                     *       "cidrs": [
                     *         "192.0.2.0/24"
                     *       ],
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "decidedAt": "2026-01-15T03:00:00.000Z",
                     *       "decidedBy": "text",
                     *       "decision": "text",
                     *       "description": "Every night",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "reason": "text",
                     *       "requestedBy": "user 0190a5a0-0000-7000-8000-000000000000",
                     *       "state": "pending",
                     *       "tenantId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *     }
                     */
                    "application/json": components["schemas"]["NetworkRequestView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFleetScans: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
                state?: components["schemas"]["ScanState"];
                tenantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "name": "Web servers",
                     *           "poolId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "reason": "text",
                     *           "state": "Queued",
                     *           "stateSince": "2026-01-15T03:00:00.000Z",
                     *           "targetsDone": 1,
                     *           "targetsTotal": 1,
                     *           "tenantId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "tenantName": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["FleetScanView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFleetStops: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "at": "2026-01-15T03:00:00.000Z",
                     *           "createdBy": "user 0190a5a0-0000-7000-8000-000000000000",
                     *           "doneAt": "2026-01-15T03:00:00.000Z",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "reason": "text",
                     *           "tenantId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "underWay": 1
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["StopView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stopFleet: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The line is overloaded.",
                 *       "tenantId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                 *     }
                 */
                "application/json": components["schemas"]["FleetStopBody"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "at": "2026-01-15T03:00:00.000Z",
                     *       "createdBy": "user 0190a5a0-0000-7000-8000-000000000000",
                     *       "doneAt": "2026-01-15T03:00:00.000Z",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "reason": "text",
                     *       "tenantId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "underWay": 1
                     *     }
                     */
                    "application/json": components["schemas"]["StopView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "live"
                     *     }
                     */
                    "application/json": components["schemas"]["LiveView"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "checks": {},
                     *       "status": "ready"
                     *     }
                     */
                    "application/json": components["schemas"]["ReadyView"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not ready. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "checks": {},
                     *       "status": "ready"
                     *     }
                     */
                    "application/json": components["schemas"]["ReadyView"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHostKeys: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
                networkId?: string;
                address?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "address": "192.0.2.10",
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "fingerprint": "text",
                     *           "hostKey": "text",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "pinnedBy": "text",
                     *           "port": 1
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["HostKeyView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pinHostKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "address": "192.0.2.1",
                 *       "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE9wZW5TU0ggaG9zdCBrZXkgZm9yIGV4YW1wbGVzICEh",
                 *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                 *       "port": 22
                 *     }
                 */
                "application/json": components["schemas"]["HostKeyBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "address": "192.0.2.10",
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "fingerprint": "text",
                     *       "hostKey": "text",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "pinnedBy": "text",
                     *       "port": 1
                     *     }
                     */
                    "application/json": components["schemas"]["HostKeyView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteHostKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "email": "admin@tenant.example",
                     *           "expiresAt": "2026-01-15T03:00:00.000Z",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "role": "fleet-administrator"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["InvitationView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to access. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    inviteMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "admin@example.com",
                 *       "role": "fleet-administrator"
                 *     }
                 */
                "application/json": components["schemas"]["InviteBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "email": "admin@tenant.example",
                     *       "expiresAt": "2026-01-15T03:00:00.000Z",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "role": "fleet-administrator",
                     *       "secret": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["IssuedInvitationView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to access. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "locale": "en",
                 *       "name": "Lin Mei",
                 *       "password": "correct horse battery staple",
                 *       "secret": "text",
                 *       "zone": "Asia/Taipei"
                 *     }
                 */
                "application/json": components["schemas"]["AcceptBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *     }
                     */
                    "application/json": components["schemas"]["AcceptedView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdrawn. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to access. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
                /** @description The name begins with it, in whatever case. */
                name?: string;
                /** @description NAME: the job has such a label. NAME=VALUE: with exactly this value. */
                label?: string;
                enabled?: boolean;
                networkId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "assetIds": [
                     *             "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *           ],
                     *           "assetTags": {
                     *             "all": [
                     *               "text"
                     *             ],
                     *             "any": [
                     *               "text"
                     *             ],
                     *             "none": [
                     *               "text"
                     *             ]
                     *           },
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "credentialId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "description": "Every night",
                     *           "enabled": true,
                     *           "exclusions": [
                     *             "text"
                     *           ],
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "labels": {},
                     *           "maxDurationSeconds": 1,
                     *           "maxRate": 1,
                     *           "name": "Web servers",
                     *           "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "ownerId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "priority": 1,
                     *           "profiles": [
                     *             {
                     *               "engine": "nmap",
                     *               "name": "Web servers",
                     *               "options": {
                     *                 "hostDiscovery": true,
                     *                 "hostTimeoutSeconds": 1,
                     *                 "maxRate": 1,
                     *                 "maxRetries": 1,
                     *                 "minRate": 1,
                     *                 "osDetection": true,
                     *                 "ports": {
                     *                   "count": 1,
                     *                   "kind": "top",
                     *                   "ranges": []
                     *                 },
                     *                 "resolveNames": true,
                     *                 "scan": "ping",
                     *                 "scriptSets": [
                     *                   "default"
                     *                 ],
                     *                 "scriptTimeoutSeconds": 1,
                     *                 "scripts": [
                     *                   "text"
                     *                 ],
                     *                 "serviceDetection": true,
                     *                 "timing": 1,
                     *                 "traceroute": true,
                     *                 "versionIntensity": 1
                     *               },
                     *               "preset": "discovery",
                     *               "profileId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *             }
                     *           ],
                     *           "targets": [
                     *             "192.0.2.0/28"
                     *           ],
                     *           "updatedAt": "2026-01-15T03:00:00.000Z",
                     *           "version": 1,
                     *           "wholeNetwork": true
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["JobView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "assetIds": [],
                 *       "assetTags": {
                 *         "all": [],
                 *         "any": [],
                 *         "none": []
                 *       },
                 *       "credentialId": null,
                 *       "description": "",
                 *       "exclusions": [
                 *         "192.0.2.17"
                 *       ],
                 *       "labels": {},
                 *       "maxDurationSeconds": null,
                 *       "maxRate": null,
                 *       "name": "Web servers",
                 *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                 *       "priority": 5,
                 *       "profiles": [
                 *         {
                 *           "engine": "nmap",
                 *           "preset": "standard"
                 *         }
                 *       ],
                 *       "targets": [
                 *         "192.0.2.1",
                 *         "192.0.2.16/28"
                 *       ],
                 *       "wholeNetwork": false
                 *     }
                 */
                "application/json": components["schemas"]["JobBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "assetIds": [
                     *         "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *       ],
                     *       "assetTags": {
                     *         "all": [
                     *           "text"
                     *         ],
                     *         "any": [
                     *           "text"
                     *         ],
                     *         "none": [
                     *           "text"
                     *         ]
                     *       },
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "credentialId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "description": "Every night",
                     *       "enabled": true,
                     *       "exclusions": [
                     *         "text"
                     *       ],
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "labels": {},
                     *       "maxDurationSeconds": 1,
                     *       "maxRate": 1,
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "ownerId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "priority": 1,
                     *       "profiles": [
                     *         {
                     *           "engine": "nmap",
                     *           "name": "Web servers",
                     *           "options": {
                     *             "hostDiscovery": true,
                     *             "hostTimeoutSeconds": 1,
                     *             "maxRate": 1,
                     *             "maxRetries": 1,
                     *             "minRate": 1,
                     *             "osDetection": true,
                     *             "ports": {
                     *               "count": 1,
                     *               "kind": "top",
                     *               "ranges": [
                     *                 {
                     *                   "first": 1,
                     *                   "last": 1
                     *                 }
                     *               ]
                     *             },
                     *             "resolveNames": true,
                     *             "scan": "ping",
                     *             "scriptSets": [
                     *               "default"
                     *             ],
                     *             "scriptTimeoutSeconds": 1,
                     *             "scripts": [
                     *               "text"
                     *             ],
                     *             "serviceDetection": true,
                     *             "timing": 1,
                     *             "traceroute": true,
                     *             "versionIntensity": 1
                     *           },
                     *           "preset": "discovery",
                     *           "profileId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "targets": [
                     *         "192.0.2.0/28"
                     *       ],
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1,
                     *       "warnings": [
                     *         {
                     *           "code": "engine-missing",
                     *           "reason": "text"
                     *         }
                     *       ],
                     *       "wholeNetwork": true
                     *     }
                     */
                    "application/json": components["schemas"]["SavedJobView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bulkJobs: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "action": "start",
                 *       "ids": [
                 *         "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["BulkJobsBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "accepted": true,
                     *           "code": "text",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "reason": "text",
                     *           "scanId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["BulkJobsView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dryRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "assetIds": [],
                 *       "assetTags": {
                 *         "all": [],
                 *         "any": [],
                 *         "none": []
                 *       },
                 *       "credentialId": null,
                 *       "description": "",
                 *       "exclusions": [
                 *         "192.0.2.17"
                 *       ],
                 *       "labels": {},
                 *       "maxDurationSeconds": null,
                 *       "maxRate": null,
                 *       "name": "Web servers",
                 *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                 *       "priority": 5,
                 *       "profiles": [
                 *         {
                 *           "engine": "nmap",
                 *           "preset": "standard"
                 *         }
                 *       ],
                 *       "targets": [
                 *         "192.0.2.1",
                 *         "192.0.2.16/28"
                 *       ],
                 *       "wholeNetwork": false
                 *     }
                 */
                "application/json": components["schemas"]["DryRunBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "addresses": 1,
                     *       "agents": [
                     *         {
                     *           "engines": [
                     *             "nmap"
                     *           ],
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "lastSeenAt": "2026-01-15T03:00:00.000Z",
                     *           "name": "Web servers",
                     *           "ready": true,
                     *           "toolSlots": 1
                     *         }
                     *       ],
                     *       "durationSeconds": {
                     *         "from": 1,
                     *         "to": 1
                     *       },
                     *       "left": [
                     *         {
                     *           "disposition": "excluded",
                     *           "reason": "text",
                     *           "target": "text"
                     *         }
                     *       ],
                     *       "leftByDisposition": {
                     *         "excluded": 1
                     *       },
                     *       "names": [
                     *         {
                     *           "addresses": [
                     *             "text"
                     *           ],
                     *           "assetId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "name": "www.example.com"
                     *         }
                     *       ],
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "poolId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "profiles": [
                     *         {
                     *           "profile": {
                     *             "engine": "nmap",
                     *             "name": "Web servers",
                     *             "options": {
                     *               "hostDiscovery": true,
                     *               "hostTimeoutSeconds": 1,
                     *               "maxRate": 1,
                     *               "maxRetries": 1,
                     *               "minRate": 1,
                     *               "osDetection": true,
                     *               "ports": {
                     *                 "count": 1,
                     *                 "kind": "top",
                     *                 "ranges": []
                     *               },
                     *               "resolveNames": true,
                     *               "scan": "ping",
                     *               "scriptSets": [
                     *                 "default"
                     *               ],
                     *               "scriptTimeoutSeconds": 1,
                     *               "scripts": [
                     *                 "text"
                     *               ],
                     *               "serviceDetection": true,
                     *               "timing": 1,
                     *               "traceroute": true,
                     *               "versionIntensity": 1
                     *             },
                     *             "preset": "discovery",
                     *             "profileId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *           },
                     *           "slices": 1,
                     *           "targetMs": 1,
                     *           "withRawSockets": {
                     *             "arguments": [
                     *               "-oX",
                     *               "-",
                     *               "-n",
                     *               "-sS",
                     *               "--top-ports",
                     *               "100",
                     *               "-T4"
                     *             ],
                     *             "notes": [
                     *               "text"
                     *             ]
                     *           },
                     *           "withoutRawSockets": {
                     *             "arguments": [
                     *               "-oX",
                     *               "-",
                     *               "-n",
                     *               "-sS",
                     *               "--top-ports",
                     *               "100",
                     *               "-T4"
                     *             ],
                     *             "notes": [
                     *               "text"
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "quota": {
                     *         "addressesADay": 1,
                     *         "addressesToday": 1,
                     *         "concurrentScans": 1,
                     *         "scansUnderWay": 1,
                     *         "targetsPerScan": 1
                     *       },
                     *       "ranges": [
                     *         {
                     *           "first": "192.0.2.1",
                     *           "last": "192.0.2.30"
                     *         }
                     *       ],
                     *       "slices": 1,
                     *       "targets": 1,
                     *       "warnings": [
                     *         {
                     *           "code": "no-agent-online",
                     *           "reason": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DryRunView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "assetIds": [
                     *         "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *       ],
                     *       "assetTags": {
                     *         "all": [
                     *           "text"
                     *         ],
                     *         "any": [
                     *           "text"
                     *         ],
                     *         "none": [
                     *           "text"
                     *         ]
                     *       },
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "credentialId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "description": "Every night",
                     *       "enabled": true,
                     *       "exclusions": [
                     *         "text"
                     *       ],
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "labels": {},
                     *       "maxDurationSeconds": 1,
                     *       "maxRate": 1,
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "ownerId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "priority": 1,
                     *       "profiles": [
                     *         {
                     *           "engine": "nmap",
                     *           "name": "Web servers",
                     *           "options": {
                     *             "hostDiscovery": true,
                     *             "hostTimeoutSeconds": 1,
                     *             "maxRate": 1,
                     *             "maxRetries": 1,
                     *             "minRate": 1,
                     *             "osDetection": true,
                     *             "ports": {
                     *               "count": 1,
                     *               "kind": "top",
                     *               "ranges": [
                     *                 {
                     *                   "first": 1,
                     *                   "last": 1
                     *                 }
                     *               ]
                     *             },
                     *             "resolveNames": true,
                     *             "scan": "ping",
                     *             "scriptSets": [
                     *               "default"
                     *             ],
                     *             "scriptTimeoutSeconds": 1,
                     *             "scripts": [
                     *               "text"
                     *             ],
                     *             "serviceDetection": true,
                     *             "timing": 1,
                     *             "traceroute": true,
                     *             "versionIntensity": 1
                     *           },
                     *           "preset": "discovery",
                     *           "profileId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "targets": [
                     *         "192.0.2.0/28"
                     *       ],
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1,
                     *       "wholeNetwork": true
                     *     }
                     */
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editJob: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version that the edit was made from, or * for any. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "assetIds": [],
                 *       "assetTags": {
                 *         "all": [],
                 *         "any": [],
                 *         "none": []
                 *       },
                 *       "credentialId": null,
                 *       "description": "",
                 *       "exclusions": [
                 *         "192.0.2.17"
                 *       ],
                 *       "labels": {},
                 *       "maxDurationSeconds": null,
                 *       "maxRate": null,
                 *       "name": "Web servers",
                 *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                 *       "ownerId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                 *       "priority": 5,
                 *       "profiles": [
                 *         {
                 *           "engine": "nmap",
                 *           "preset": "standard"
                 *         }
                 *       ],
                 *       "targets": [
                 *         "192.0.2.1",
                 *         "192.0.2.16/28"
                 *       ],
                 *       "wholeNetwork": false
                 *     }
                 */
                "application/json": components["schemas"]["JobPatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "assetIds": [
                     *         "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *       ],
                     *       "assetTags": {
                     *         "all": [
                     *           "text"
                     *         ],
                     *         "any": [
                     *           "text"
                     *         ],
                     *         "none": [
                     *           "text"
                     *         ]
                     *       },
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "credentialId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "description": "Every night",
                     *       "enabled": true,
                     *       "exclusions": [
                     *         "text"
                     *       ],
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "labels": {},
                     *       "maxDurationSeconds": 1,
                     *       "maxRate": 1,
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "ownerId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "priority": 1,
                     *       "profiles": [
                     *         {
                     *           "engine": "nmap",
                     *           "name": "Web servers",
                     *           "options": {
                     *             "hostDiscovery": true,
                     *             "hostTimeoutSeconds": 1,
                     *             "maxRate": 1,
                     *             "maxRetries": 1,
                     *             "minRate": 1,
                     *             "osDetection": true,
                     *             "ports": {
                     *               "count": 1,
                     *               "kind": "top",
                     *               "ranges": [
                     *                 {
                     *                   "first": 1,
                     *                   "last": 1
                     *                 }
                     *               ]
                     *             },
                     *             "resolveNames": true,
                     *             "scan": "ping",
                     *             "scriptSets": [
                     *               "default"
                     *             ],
                     *             "scriptTimeoutSeconds": 1,
                     *             "scripts": [
                     *               "text"
                     *             ],
                     *             "serviceDetection": true,
                     *             "timing": 1,
                     *             "traceroute": true,
                     *             "versionIntensity": 1
                     *           },
                     *           "preset": "discovery",
                     *           "profileId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "targets": [
                     *         "192.0.2.0/28"
                     *       ],
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1,
                     *       "warnings": [
                     *         {
                     *           "code": "engine-missing",
                     *           "reason": "text"
                     *         }
                     *       ],
                     *       "wholeNetwork": true
                     *     }
                     */
                    "application/json": components["schemas"]["SavedJobView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else has changed it since that version. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cloneJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Web servers"
                 *     }
                 */
                "application/json": components["schemas"]["CloneBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "assetIds": [
                     *         "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *       ],
                     *       "assetTags": {
                     *         "all": [
                     *           "text"
                     *         ],
                     *         "any": [
                     *           "text"
                     *         ],
                     *         "none": [
                     *           "text"
                     *         ]
                     *       },
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "credentialId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "description": "Every night",
                     *       "enabled": true,
                     *       "exclusions": [
                     *         "text"
                     *       ],
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "labels": {},
                     *       "maxDurationSeconds": 1,
                     *       "maxRate": 1,
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "ownerId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "priority": 1,
                     *       "profiles": [
                     *         {
                     *           "engine": "nmap",
                     *           "name": "Web servers",
                     *           "options": {
                     *             "hostDiscovery": true,
                     *             "hostTimeoutSeconds": 1,
                     *             "maxRate": 1,
                     *             "maxRetries": 1,
                     *             "minRate": 1,
                     *             "osDetection": true,
                     *             "ports": {
                     *               "count": 1,
                     *               "kind": "top",
                     *               "ranges": [
                     *                 {
                     *                   "first": 1,
                     *                   "last": 1
                     *                 }
                     *               ]
                     *             },
                     *             "resolveNames": true,
                     *             "scan": "ping",
                     *             "scriptSets": [
                     *               "default"
                     *             ],
                     *             "scriptTimeoutSeconds": 1,
                     *             "scripts": [
                     *               "text"
                     *             ],
                     *             "serviceDetection": true,
                     *             "timing": 1,
                     *             "traceroute": true,
                     *             "versionIntensity": 1
                     *           },
                     *           "preset": "discovery",
                     *           "profileId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "targets": [
                     *         "192.0.2.0/28"
                     *       ],
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1,
                     *       "wholeNetwork": true
                     *     }
                     */
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disableJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "assetIds": [
                     *         "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *       ],
                     *       "assetTags": {
                     *         "all": [
                     *           "text"
                     *         ],
                     *         "any": [
                     *           "text"
                     *         ],
                     *         "none": [
                     *           "text"
                     *         ]
                     *       },
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "credentialId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "description": "Every night",
                     *       "enabled": true,
                     *       "exclusions": [
                     *         "text"
                     *       ],
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "labels": {},
                     *       "maxDurationSeconds": 1,
                     *       "maxRate": 1,
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "ownerId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "priority": 1,
                     *       "profiles": [
                     *         {
                     *           "engine": "nmap",
                     *           "name": "Web servers",
                     *           "options": {
                     *             "hostDiscovery": true,
                     *             "hostTimeoutSeconds": 1,
                     *             "maxRate": 1,
                     *             "maxRetries": 1,
                     *             "minRate": 1,
                     *             "osDetection": true,
                     *             "ports": {
                     *               "count": 1,
                     *               "kind": "top",
                     *               "ranges": [
                     *                 {
                     *                   "first": 1,
                     *                   "last": 1
                     *                 }
                     *               ]
                     *             },
                     *             "resolveNames": true,
                     *             "scan": "ping",
                     *             "scriptSets": [
                     *               "default"
                     *             ],
                     *             "scriptTimeoutSeconds": 1,
                     *             "scripts": [
                     *               "text"
                     *             ],
                     *             "serviceDetection": true,
                     *             "timing": 1,
                     *             "traceroute": true,
                     *             "versionIntensity": 1
                     *           },
                     *           "preset": "discovery",
                     *           "profileId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "targets": [
                     *         "192.0.2.0/28"
                     *       ],
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1,
                     *       "wholeNetwork": true
                     *     }
                     */
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dryRunJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "addresses": 1,
                     *       "agents": [
                     *         {
                     *           "engines": [
                     *             "nmap"
                     *           ],
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "lastSeenAt": "2026-01-15T03:00:00.000Z",
                     *           "name": "Web servers",
                     *           "ready": true,
                     *           "toolSlots": 1
                     *         }
                     *       ],
                     *       "durationSeconds": {
                     *         "from": 1,
                     *         "to": 1
                     *       },
                     *       "left": [
                     *         {
                     *           "disposition": "excluded",
                     *           "reason": "text",
                     *           "target": "text"
                     *         }
                     *       ],
                     *       "leftByDisposition": {
                     *         "excluded": 1
                     *       },
                     *       "names": [
                     *         {
                     *           "addresses": [
                     *             "text"
                     *           ],
                     *           "assetId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "name": "www.example.com"
                     *         }
                     *       ],
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "poolId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "profiles": [
                     *         {
                     *           "profile": {
                     *             "engine": "nmap",
                     *             "name": "Web servers",
                     *             "options": {
                     *               "hostDiscovery": true,
                     *               "hostTimeoutSeconds": 1,
                     *               "maxRate": 1,
                     *               "maxRetries": 1,
                     *               "minRate": 1,
                     *               "osDetection": true,
                     *               "ports": {
                     *                 "count": 1,
                     *                 "kind": "top",
                     *                 "ranges": []
                     *               },
                     *               "resolveNames": true,
                     *               "scan": "ping",
                     *               "scriptSets": [
                     *                 "default"
                     *               ],
                     *               "scriptTimeoutSeconds": 1,
                     *               "scripts": [
                     *                 "text"
                     *               ],
                     *               "serviceDetection": true,
                     *               "timing": 1,
                     *               "traceroute": true,
                     *               "versionIntensity": 1
                     *             },
                     *             "preset": "discovery",
                     *             "profileId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *           },
                     *           "slices": 1,
                     *           "targetMs": 1,
                     *           "withRawSockets": {
                     *             "arguments": [
                     *               "-oX",
                     *               "-",
                     *               "-n",
                     *               "-sS",
                     *               "--top-ports",
                     *               "100",
                     *               "-T4"
                     *             ],
                     *             "notes": [
                     *               "text"
                     *             ]
                     *           },
                     *           "withoutRawSockets": {
                     *             "arguments": [
                     *               "-oX",
                     *               "-",
                     *               "-n",
                     *               "-sS",
                     *               "--top-ports",
                     *               "100",
                     *               "-T4"
                     *             ],
                     *             "notes": [
                     *               "text"
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "quota": {
                     *         "addressesADay": 1,
                     *         "addressesToday": 1,
                     *         "concurrentScans": 1,
                     *         "scansUnderWay": 1,
                     *         "targetsPerScan": 1
                     *       },
                     *       "ranges": [
                     *         {
                     *           "first": "192.0.2.1",
                     *           "last": "192.0.2.30"
                     *         }
                     *       ],
                     *       "slices": 1,
                     *       "targets": 1,
                     *       "warnings": [
                     *         {
                     *           "code": "no-agent-online",
                     *           "reason": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DryRunView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enableJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "assetIds": [
                     *         "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *       ],
                     *       "assetTags": {
                     *         "all": [
                     *           "text"
                     *         ],
                     *         "any": [
                     *           "text"
                     *         ],
                     *         "none": [
                     *           "text"
                     *         ]
                     *       },
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "credentialId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "description": "Every night",
                     *       "enabled": true,
                     *       "exclusions": [
                     *         "text"
                     *       ],
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "labels": {},
                     *       "maxDurationSeconds": 1,
                     *       "maxRate": 1,
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "ownerId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "priority": 1,
                     *       "profiles": [
                     *         {
                     *           "engine": "nmap",
                     *           "name": "Web servers",
                     *           "options": {
                     *             "hostDiscovery": true,
                     *             "hostTimeoutSeconds": 1,
                     *             "maxRate": 1,
                     *             "maxRetries": 1,
                     *             "minRate": 1,
                     *             "osDetection": true,
                     *             "ports": {
                     *               "count": 1,
                     *               "kind": "top",
                     *               "ranges": [
                     *                 {
                     *                   "first": 1,
                     *                   "last": 1
                     *                 }
                     *               ]
                     *             },
                     *             "resolveNames": true,
                     *             "scan": "ping",
                     *             "scriptSets": [
                     *               "default"
                     *             ],
                     *             "scriptTimeoutSeconds": 1,
                     *             "scripts": [
                     *               "text"
                     *             ],
                     *             "serviceDetection": true,
                     *             "timing": 1,
                     *             "traceroute": true,
                     *             "versionIntensity": 1
                     *           },
                     *           "preset": "discovery",
                     *           "profileId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "targets": [
                     *         "192.0.2.0/28"
                     *       ],
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1,
                     *       "wholeNetwork": true
                     *     }
                     */
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importResults: {
        parameters: {
            query: {
                /** @description Where the results were made, in your words. */
                source: string;
                /** @description Index into the job’s profiles. Not said: the first that such results can be of. */
                profile?: number;
                /** @description Of which system results of an evaluation are, where the document has no address or several. */
                address?: string;
                /** @description When the tool looked, where the document does not tell (OVAL). Not said: now. */
                measuredAt?: string;
            };
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/gzip": string;
                "application/xml": string;
            };
        };
        responses: {
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cut": "text",
                     *       "format": "nmap",
                     *       "leftOut": [
                     *         {
                     *           "disposition": "out of scope",
                     *           "reason": "text",
                     *           "target": "text"
                     *         }
                     *       ],
                     *       "measuredAt": "2026-01-15T03:00:00.000Z",
                     *       "scanId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "targets": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ImportedView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobOccurrences: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "at": "2026-01-15T03:00:00.000Z",
                     *           "code": "text",
                     *           "dueAt": "2026-01-15T03:00:00.000Z",
                     *           "id": "1",
                     *           "reason": "text",
                     *           "scanId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "state": "fired"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["OccurrenceView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJobSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "definition": {
                     *         "cancelAfterSeconds": 60,
                     *         "catchUpMost": 10,
                     *         "catchUpSeconds": 3600,
                     *         "count": 1,
                     *         "jitterSeconds": 0,
                     *         "missed": "once",
                     *         "overlap": "skip",
                     *         "pauseAfterSeconds": 60,
                     *         "recurrence": {
                     *           "cron": "30 2 * * mon-fri",
                     *           "day": 1,
                     *           "end": "text",
                     *           "every": 1,
                     *           "kind": "once",
                     *           "nth": 1,
                     *           "start": "2026-12-01T03:00",
                     *           "unit": "minutes",
                     *           "weekday": 0,
                     *           "weekdays": [
                     *             1
                     *           ],
                     *           "zone": "Asia/Taipei"
                     *         },
                     *         "resumeInSeconds": 60
                     *       },
                     *       "dueAt": "2026-01-15T03:00:00.000Z",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "namedScheduleId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ScheduleView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putJobSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed where the job has a schedule: its ETag. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cancelAfterSeconds": 60,
                 *       "catchUpMost": 10,
                 *       "catchUpSeconds": 3600,
                 *       "count": 1,
                 *       "jitterSeconds": 0,
                 *       "missed": "once",
                 *       "namedScheduleId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                 *       "overlap": "skip",
                 *       "pauseAfterSeconds": 60,
                 *       "recurrence": {
                 *         "cron": "30 2 * * mon-fri",
                 *         "day": 1,
                 *         "end": "text",
                 *         "every": 1,
                 *         "kind": "once",
                 *         "nth": 1,
                 *         "start": "2026-12-01T03:00",
                 *         "unit": "minutes",
                 *         "weekday": 0,
                 *         "weekdays": [
                 *           1
                 *         ],
                 *         "zone": "Asia/Taipei"
                 *       },
                 *       "resumeInSeconds": 60
                 *     }
                 */
                "application/json": components["schemas"]["JobScheduleRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "definition": {
                     *         "cancelAfterSeconds": 60,
                     *         "catchUpMost": 10,
                     *         "catchUpSeconds": 3600,
                     *         "count": 1,
                     *         "jitterSeconds": 0,
                     *         "missed": "once",
                     *         "overlap": "skip",
                     *         "pauseAfterSeconds": 60,
                     *         "recurrence": {
                     *           "cron": "30 2 * * mon-fri",
                     *           "day": 1,
                     *           "end": "text",
                     *           "every": 1,
                     *           "kind": "once",
                     *           "nth": 1,
                     *           "start": "2026-12-01T03:00",
                     *           "unit": "minutes",
                     *           "weekday": 0,
                     *           "weekdays": [
                     *             1
                     *           ],
                     *           "zone": "Asia/Taipei"
                     *         },
                     *         "resumeInSeconds": 60
                     *       },
                     *       "dueAt": "2026-01-15T03:00:00.000Z",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "namedScheduleId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ScheduleView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else has changed it since that version. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteJobSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job is manual. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "durationMs": 1,
                     *       "endedAt": "2026-01-15T03:00:00.000Z",
                     *       "hold": {
                     *         "code": "blackout",
                     *         "reason": "text",
                     *         "until": "2026-01-15T03:00:00.000Z"
                     *       },
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "imported": {
                     *         "format": "nmap",
                     *         "measuredAt": "2026-01-15T03:00:00.000Z",
                     *         "sha256": "text",
                     *         "source": "text"
                     *       },
                     *       "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "kept": true,
                     *       "kinds": [
                     *         "vulnerability"
                     *       ],
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "notes": [
                     *         "text"
                     *       ],
                     *       "outcome": "complete",
                     *       "priority": 1,
                     *       "processed": true,
                     *       "profiles": [
                     *         {
                     *           "engine": "nmap",
                     *           "name": "Web servers",
                     *           "options": {
                     *             "hostDiscovery": true,
                     *             "hostTimeoutSeconds": 1,
                     *             "maxRate": 1,
                     *             "maxRetries": 1,
                     *             "minRate": 1,
                     *             "osDetection": true,
                     *             "ports": {
                     *               "count": 1,
                     *               "kind": "top",
                     *               "ranges": [
                     *                 {
                     *                   "first": 1,
                     *                   "last": 1
                     *                 }
                     *               ]
                     *             },
                     *             "resolveNames": true,
                     *             "scan": "ping",
                     *             "scriptSets": [
                     *               "default"
                     *             ],
                     *             "scriptTimeoutSeconds": 1,
                     *             "scripts": [
                     *               "text"
                     *             ],
                     *             "serviceDetection": true,
                     *             "timing": 1,
                     *             "traceroute": true,
                     *             "versionIntensity": 1
                     *           },
                     *           "preset": "discovery",
                     *           "profileId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "progress": {
                     *         "estimatedEnd": {
                     *           "from": "2026-01-15T03:00:00.000Z",
                     *           "to": "2026-01-15T03:00:00.000Z"
                     *         },
                     *         "findingsSoFar": 1,
                     *         "percent": 0,
                     *         "ratePerMinute": 1,
                     *         "recentRatePerMinute": 1,
                     *         "slicesQueued": 1,
                     *         "slicesRunning": 1,
                     *         "slicesTotal": 1,
                     *         "targetsDone": 1,
                     *         "targetsTotal": 1
                     *       },
                     *       "reason": "text",
                     *       "rerunOf": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "result": "findings",
                     *       "startedAt": "2026-01-15T03:00:00.000Z",
                     *       "startedBy": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "startedByKind": "user",
                     *       "state": "Queued",
                     *       "stateSince": "2026-01-15T03:00:00.000Z",
                     *       "statusText": "text",
                     *       "summary": {
                     *         "agents": 1,
                     *         "dispositions": {},
                     *         "findings": {
                     *           "active": 1,
                     *           "bySeverity": {},
                     *           "fixed": 1,
                     *           "new": 1,
                     *           "reopened": 1
                     *         },
                     *         "runningMs": 1,
                     *         "segments": 1
                     *       },
                     *       "traceId": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ScanView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "kind": "user",
                     *       "permissions": {
                     *         "access": "none",
                     *         "assets": "none",
                     *         "fleet": "none",
                     *         "packages": "none",
                     *         "scanning": "none"
                     *       },
                     *       "role": "fleet-administrator",
                     *       "tenantId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "tenantName": "text",
                     *       "tenants": [
                     *         {
                     *           "role": "fleet-administrator",
                     *           "tenantId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "tenantName": "text"
                     *         }
                     *       ],
                     *       "user": {
                     *         "email": "admin@tenant.example",
                     *         "fleetAdministrator": true,
                     *         "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *         "locale": "en",
                     *         "name": "Web servers",
                     *         "zone": "Asia/Taipei"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["MeView"];
                };
            };
            /** @description No valid token, and no session. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "locale": "en",
                 *       "name": "Web servers",
                 *       "zone": "Asia/Taipei"
                 *     }
                 */
                "application/json": components["schemas"]["MeBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "email": "admin@tenant.example",
                     *       "fleetAdministrator": true,
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "locale": "en",
                     *       "name": "Web servers",
                     *       "zone": "Asia/Taipei"
                     *     }
                     */
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token, and no session. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currentPassword": "text",
                 *       "password": "correct horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordBody"];
            };
        };
        responses: {
            /** @description Changed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token, and no session. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMembers: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "email": "admin@tenant.example",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "name": "Web servers",
                     *           "role": "fleet-administrator",
                     *           "since": "2026-01-15T03:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["MemberView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to access. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "email": "admin@tenant.example",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "name": "Web servers",
                     *       "role": "fleet-administrator",
                     *       "since": "2026-01-15T03:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["MemberView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to access. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to access. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeMemberRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "fleet-administrator"
                 *     }
                 */
                "application/json": components["schemas"]["RoleBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "email": "admin@tenant.example",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "name": "Web servers",
                     *       "role": "fleet-administrator",
                     *       "since": "2026-01-15T03:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["MemberView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to access. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listNamedSchedules: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "definition": {
                     *             "cancelAfterSeconds": 60,
                     *             "catchUpMost": 10,
                     *             "catchUpSeconds": 3600,
                     *             "count": 1,
                     *             "jitterSeconds": 0,
                     *             "missed": "once",
                     *             "overlap": "skip",
                     *             "pauseAfterSeconds": 60,
                     *             "recurrence": {
                     *               "cron": "30 2 * * mon-fri",
                     *               "day": 1,
                     *               "end": "text",
                     *               "every": 1,
                     *               "kind": "once",
                     *               "nth": 1,
                     *               "start": "2026-12-01T03:00",
                     *               "unit": "minutes",
                     *               "weekday": 0,
                     *               "weekdays": [
                     *                 1
                     *               ],
                     *               "zone": "Asia/Taipei"
                     *             },
                     *             "resumeInSeconds": 60
                     *           },
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "jobs": 1,
                     *           "name": "Nightly",
                     *           "updatedAt": "2026-01-15T03:00:00.000Z",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["NamedScheduleView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createNamedSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cancelAfterSeconds": 60,
                 *       "catchUpMost": 10,
                 *       "catchUpSeconds": 3600,
                 *       "count": 1,
                 *       "jitterSeconds": 0,
                 *       "missed": "once",
                 *       "name": "Nightly",
                 *       "overlap": "skip",
                 *       "pauseAfterSeconds": 60,
                 *       "recurrence": {
                 *         "cron": "30 2 * * mon-fri",
                 *         "day": 1,
                 *         "end": "text",
                 *         "every": 1,
                 *         "kind": "once",
                 *         "nth": 1,
                 *         "start": "2026-12-01T03:00",
                 *         "unit": "minutes",
                 *         "weekday": 0,
                 *         "weekdays": [
                 *           1
                 *         ],
                 *         "zone": "Asia/Taipei"
                 *       },
                 *       "resumeInSeconds": 60
                 *     }
                 */
                "application/json": components["schemas"]["NamedScheduleRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "definition": {
                     *         "cancelAfterSeconds": 60,
                     *         "catchUpMost": 10,
                     *         "catchUpSeconds": 3600,
                     *         "count": 1,
                     *         "jitterSeconds": 0,
                     *         "missed": "once",
                     *         "overlap": "skip",
                     *         "pauseAfterSeconds": 60,
                     *         "recurrence": {
                     *           "cron": "30 2 * * mon-fri",
                     *           "day": 1,
                     *           "end": "text",
                     *           "every": 1,
                     *           "kind": "once",
                     *           "nth": 1,
                     *           "start": "2026-12-01T03:00",
                     *           "unit": "minutes",
                     *           "weekday": 0,
                     *           "weekdays": [
                     *             1
                     *           ],
                     *           "zone": "Asia/Taipei"
                     *         },
                     *         "resumeInSeconds": 60
                     *       },
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "jobs": 1,
                     *       "name": "Nightly",
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["NamedScheduleView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNamedSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "definition": {
                     *         "cancelAfterSeconds": 60,
                     *         "catchUpMost": 10,
                     *         "catchUpSeconds": 3600,
                     *         "count": 1,
                     *         "jitterSeconds": 0,
                     *         "missed": "once",
                     *         "overlap": "skip",
                     *         "pauseAfterSeconds": 60,
                     *         "recurrence": {
                     *           "cron": "30 2 * * mon-fri",
                     *           "day": 1,
                     *           "end": "text",
                     *           "every": 1,
                     *           "kind": "once",
                     *           "nth": 1,
                     *           "start": "2026-12-01T03:00",
                     *           "unit": "minutes",
                     *           "weekday": 0,
                     *           "weekdays": [
                     *             1
                     *           ],
                     *           "zone": "Asia/Taipei"
                     *         },
                     *         "resumeInSeconds": 60
                     *       },
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "jobs": 1,
                     *       "name": "Nightly",
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["NamedScheduleView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteNamedSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editNamedSchedule: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version that the edit was made from, or * for any. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cancelAfterSeconds": 60,
                 *       "catchUpMost": 10,
                 *       "catchUpSeconds": 3600,
                 *       "count": 1,
                 *       "jitterSeconds": 0,
                 *       "missed": "once",
                 *       "name": "Nightly",
                 *       "overlap": "skip",
                 *       "pauseAfterSeconds": 60,
                 *       "recurrence": {
                 *         "cron": "30 2 * * mon-fri",
                 *         "day": 1,
                 *         "end": "text",
                 *         "every": 1,
                 *         "kind": "once",
                 *         "nth": 1,
                 *         "start": "2026-12-01T03:00",
                 *         "unit": "minutes",
                 *         "weekday": 0,
                 *         "weekdays": [
                 *           1
                 *         ],
                 *         "zone": "Asia/Taipei"
                 *       },
                 *       "resumeInSeconds": 60
                 *     }
                 */
                "application/json": components["schemas"]["NamedScheduleEdit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "definition": {
                     *         "cancelAfterSeconds": 60,
                     *         "catchUpMost": 10,
                     *         "catchUpSeconds": 3600,
                     *         "count": 1,
                     *         "jitterSeconds": 0,
                     *         "missed": "once",
                     *         "overlap": "skip",
                     *         "pauseAfterSeconds": 60,
                     *         "recurrence": {
                     *           "cron": "30 2 * * mon-fri",
                     *           "day": 1,
                     *           "end": "text",
                     *           "every": 1,
                     *           "kind": "once",
                     *           "nth": 1,
                     *           "start": "2026-12-01T03:00",
                     *           "unit": "minutes",
                     *           "weekday": 0,
                     *           "weekdays": [
                     *             1
                     *           ],
                     *           "zone": "Asia/Taipei"
                     *         },
                     *         "resumeInSeconds": 60
                     *       },
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "jobs": 1,
                     *       "name": "Nightly",
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["NamedScheduleView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else has changed it since that version. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listNetworkRequests: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
                state?: components["schemas"]["NetworkRequestState"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "allowedSpecialCidrs": [
                     *             "127.0.0.0/8"
                     *           ],
                     *           "cidrs": [
                     *             "192.0.2.0/24"
                     *           ],
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "decidedAt": "2026-01-15T03:00:00.000Z",
                     *           "decidedBy": "text",
                     *           "decision": "text",
                     *           "description": "Every night",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "name": "Web servers",
                     *           "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "reason": "text",
                     *           "requestedBy": "user 0190a5a0-0000-7000-8000-000000000000",
                     *           "state": "pending",
                     *           "tenantId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["NetworkRequestView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    requestNetwork: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "allowedSpecialCidrs": [
                 *         "127.0.0.0/8"
                 *       ],
                 *       "cidrs": [
                 *         "192.0.2.0/24"
                 *       ],
                 *       "description": "Every night",
                 *       "name": "Branch office",
                 *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                 *       "reason": "The branch office is ours since May."
                 *     }
                 */
                "application/json": components["schemas"]["NetworkRequestBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "allowedSpecialCidrs": [
                     *         "127.0.0.0/8"
                     *       ],
                     *       "cidrs": [
                     *         "192.0.2.0/24"
                     *       ],
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "decidedAt": "2026-01-15T03:00:00.000Z",
                     *       "decidedBy": "text",
                     *       "decision": "text",
                     *       "description": "Every night",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "reason": "text",
                     *       "requestedBy": "user 0190a5a0-0000-7000-8000-000000000000",
                     *       "state": "pending",
                     *       "tenantId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *     }
                     */
                    "application/json": components["schemas"]["NetworkRequestView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNetworkRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "allowedSpecialCidrs": [
                     *         "127.0.0.0/8"
                     *       ],
                     *       "cidrs": [
                     *         "192.0.2.0/24"
                     *       ],
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "decidedAt": "2026-01-15T03:00:00.000Z",
                     *       "decidedBy": "text",
                     *       "decision": "text",
                     *       "description": "Every night",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "reason": "text",
                     *       "requestedBy": "user 0190a5a0-0000-7000-8000-000000000000",
                     *       "state": "pending",
                     *       "tenantId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *     }
                     */
                    "application/json": components["schemas"]["NetworkRequestView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawNetworkRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Withdrawn. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listNetworks: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "allowedSpecialCidrs": [
                     *             "127.0.0.0/8"
                     *           ],
                     *           "cidrs": [
                     *             "192.0.2.0/24"
                     *           ],
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "description": "Every night",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "maxRate": 1,
                     *           "name": "Web servers",
                     *           "poolId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "resolvers": [
                     *             "text"
                     *           ],
                     *           "version": 1
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["NetworkView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createNetwork: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "allowedSpecialCidrs": [],
                 *       "cidrs": [
                 *         "192.0.2.0/24"
                 *       ],
                 *       "description": "",
                 *       "maxRate": 1,
                 *       "name": "Web servers",
                 *       "poolId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                 *       "resolvers": [
                 *         "text"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NetworkBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "allowedSpecialCidrs": [
                     *         "127.0.0.0/8"
                     *       ],
                     *       "cidrs": [
                     *         "192.0.2.0/24"
                     *       ],
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "description": "Every night",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "maxRate": 1,
                     *       "name": "Web servers",
                     *       "poolId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "resolvers": [
                     *         "text"
                     *       ],
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["NetworkView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNetwork: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "allowedSpecialCidrs": [
                     *         "127.0.0.0/8"
                     *       ],
                     *       "cidrs": [
                     *         "192.0.2.0/24"
                     *       ],
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "description": "Every night",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "maxRate": 1,
                     *       "name": "Web servers",
                     *       "poolId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "resolvers": [
                     *         "text"
                     *       ],
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["NetworkView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to assets. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editNetwork: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version that the edit was made from, or * for any. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "allowedSpecialCidrs": [
                 *         "127.0.0.0/8"
                 *       ],
                 *       "cidrs": [
                 *         "192.0.2.0/24"
                 *       ],
                 *       "description": "Every night",
                 *       "maxRate": 1,
                 *       "name": "Web servers",
                 *       "poolId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                 *       "resolvers": [
                 *         "text"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NetworkEdit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "allowedSpecialCidrs": [
                     *         "127.0.0.0/8"
                     *       ],
                     *       "cidrs": [
                     *         "192.0.2.0/24"
                     *       ],
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "description": "Every night",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "maxRate": 1,
                     *       "name": "Web servers",
                     *       "poolId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "resolvers": [
                     *         "text"
                     *       ],
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["NetworkView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else has changed it since that version. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listNotificationRules: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
                /** @description Only those of this job. */
                jobId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "announceMinutes": 1,
                     *           "channel": "mail",
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "digest": {
                     *             "every": "day",
                     *             "hour": 1,
                     *             "weekday": 1,
                     *             "zone": "text"
                     *           },
                     *           "enabled": true,
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "language": "en",
                     *           "minSeverity": 1,
                     *           "name": "Web servers",
                     *           "nextDigestAt": "2026-01-15T03:00:00.000Z",
                     *           "recipients": [
                     *             "text"
                     *           ],
                     *           "toStarter": true,
                     *           "trigger": "always",
                     *           "updatedAt": "2026-01-15T03:00:00.000Z",
                     *           "version": 1,
                     *           "webhookId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["RuleView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createNotificationRule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "announceMinutes": null,
                 *       "channel": "mail",
                 *       "digest": null,
                 *       "enabled": true,
                 *       "jobId": null,
                 *       "language": null,
                 *       "minSeverity": null,
                 *       "name": "new high findings",
                 *       "recipients": [
                 *         "security@example.com"
                 *       ],
                 *       "toStarter": true,
                 *       "trigger": "always",
                 *       "webhookId": null
                 *     }
                 */
                "application/json": components["schemas"]["RuleBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "announceMinutes": 1,
                     *       "channel": "mail",
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "digest": {
                     *         "every": "day",
                     *         "hour": 1,
                     *         "weekday": 1,
                     *         "zone": "text"
                     *       },
                     *       "enabled": true,
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "language": "en",
                     *       "minSeverity": 1,
                     *       "name": "Web servers",
                     *       "nextDigestAt": "2026-01-15T03:00:00.000Z",
                     *       "recipients": [
                     *         "text"
                     *       ],
                     *       "toStarter": true,
                     *       "trigger": "always",
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1,
                     *       "webhookId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *     }
                     */
                    "application/json": components["schemas"]["RuleView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNotificationRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "announceMinutes": 1,
                     *       "channel": "mail",
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "digest": {
                     *         "every": "day",
                     *         "hour": 1,
                     *         "weekday": 1,
                     *         "zone": "text"
                     *       },
                     *       "enabled": true,
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "language": "en",
                     *       "minSeverity": 1,
                     *       "name": "Web servers",
                     *       "nextDigestAt": "2026-01-15T03:00:00.000Z",
                     *       "recipients": [
                     *         "text"
                     *       ],
                     *       "toStarter": true,
                     *       "trigger": "always",
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1,
                     *       "webhookId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *     }
                     */
                    "application/json": components["schemas"]["RuleView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteNotificationRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editNotificationRule: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version that the edit was made from, or * for any. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "announceMinutes": null,
                 *       "channel": "mail",
                 *       "digest": null,
                 *       "enabled": true,
                 *       "jobId": null,
                 *       "language": null,
                 *       "minSeverity": null,
                 *       "name": "new high findings",
                 *       "recipients": [
                 *         "security@example.com"
                 *       ],
                 *       "toStarter": true,
                 *       "trigger": "always",
                 *       "webhookId": null
                 *     }
                 */
                "application/json": components["schemas"]["RuleEdit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "announceMinutes": 1,
                     *       "channel": "mail",
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "digest": {
                     *         "every": "day",
                     *         "hour": 1,
                     *         "weekday": 1,
                     *         "zone": "text"
                     *       },
                     *       "enabled": true,
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "language": "en",
                     *       "minSeverity": 1,
                     *       "name": "Web servers",
                     *       "nextDigestAt": "2026-01-15T03:00:00.000Z",
                     *       "recipients": [
                     *         "text"
                     *       ],
                     *       "toStarter": true,
                     *       "trigger": "always",
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1,
                     *       "webhookId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *     }
                     */
                    "application/json": components["schemas"]["RuleView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else has changed it since that version. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testNotificationRule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "deliveryIds": [
                     *         "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TestedView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPackages: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "bytes": 1,
                     *           "content": {
                     *             "benchmarks": [
                     *               {
                     *                 "id": "1",
                     *                 "platforms": [
                     *                   "text"
                     *                 ],
                     *                 "profiles": [
                     *                   {
                     *                     "description": "Every night",
                     *                     "id": "1",
                     *                     "rules": 1,
                     *                     "title": "Open port 443/tcp: https nginx 1.22.1"
                     *                   }
                     *                 ],
                     *                 "rules": 1,
                     *                 "title": "Open port 443/tcp: https nginx 1.22.1",
                     *                 "version": "7.93"
                     *               }
                     *             ],
                     *             "definitions": 1,
                     *             "kind": "data-stream"
                     *           },
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "description": "Every night",
                     *           "enabled": true,
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "labels": {},
                     *           "name": "Web servers",
                     *           "platformOverride": {
                     *             "platforms": [
                     *               "text"
                     *             ],
                     *             "whenFileExists": "text"
                     *           },
                     *           "sha256": "text",
                     *           "source": {
                     *             "entry": "text",
                     *             "fetchedAt": "2026-01-15T03:00:00.000Z",
                     *             "url": "text"
                     *           },
                     *           "updatedAt": "2026-01-15T03:00:00.000Z",
                     *           "version": 1,
                     *           "versionId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["PackageView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to packages. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPackage: {
        parameters: {
            query: {
                /** @description Of a zip archive with several documents: the one that is meant, by its whole name. */
                entry?: string;
                name: string;
                description?: string;
            };
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/xml": string;
                "application/zip": string;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bytes": 1,
                     *       "content": {
                     *         "benchmarks": [
                     *           {
                     *             "id": "1",
                     *             "platforms": [
                     *               "text"
                     *             ],
                     *             "profiles": [
                     *               {
                     *                 "description": "Every night",
                     *                 "id": "1",
                     *                 "rules": 1,
                     *                 "title": "Open port 443/tcp: https nginx 1.22.1"
                     *               }
                     *             ],
                     *             "rules": 1,
                     *             "title": "Open port 443/tcp: https nginx 1.22.1",
                     *             "version": "7.93"
                     *           }
                     *         ],
                     *         "definitions": 1,
                     *         "kind": "data-stream"
                     *       },
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "description": "Every night",
                     *       "enabled": true,
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "labels": {},
                     *       "name": "Web servers",
                     *       "platformOverride": {
                     *         "platforms": [
                     *           "text"
                     *         ],
                     *         "whenFileExists": "text"
                     *       },
                     *       "sha256": "text",
                     *       "source": {
                     *         "entry": "text",
                     *         "fetchedAt": "2026-01-15T03:00:00.000Z",
                     *         "url": "text"
                     *       },
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1,
                     *       "versionId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *     }
                     */
                    "application/json": components["schemas"]["PackageView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to packages. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    fetchPackage: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "",
                 *       "entry": "ssg-debian12-ds.xml",
                 *       "labels": {
                 *         "team": "linux"
                 *       },
                 *       "name": "Web servers",
                 *       "url": "https://content.example/ssg-debian12-ds.xml"
                 *     }
                 */
                "application/json": components["schemas"]["FetchBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bytes": 1,
                     *       "content": {
                     *         "benchmarks": [
                     *           {
                     *             "id": "1",
                     *             "platforms": [
                     *               "text"
                     *             ],
                     *             "profiles": [
                     *               {
                     *                 "description": "Every night",
                     *                 "id": "1",
                     *                 "rules": 1,
                     *                 "title": "Open port 443/tcp: https nginx 1.22.1"
                     *               }
                     *             ],
                     *             "rules": 1,
                     *             "title": "Open port 443/tcp: https nginx 1.22.1",
                     *             "version": "7.93"
                     *           }
                     *         ],
                     *         "definitions": 1,
                     *         "kind": "data-stream"
                     *       },
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "description": "Every night",
                     *       "enabled": true,
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "labels": {},
                     *       "name": "Web servers",
                     *       "platformOverride": {
                     *         "platforms": [
                     *           "text"
                     *         ],
                     *         "whenFileExists": "text"
                     *       },
                     *       "sha256": "text",
                     *       "source": {
                     *         "entry": "text",
                     *         "fetchedAt": "2026-01-15T03:00:00.000Z",
                     *         "url": "text"
                     *       },
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1,
                     *       "versionId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *     }
                     */
                    "application/json": components["schemas"]["PackageView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to packages. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bytes": 1,
                     *       "content": {
                     *         "benchmarks": [
                     *           {
                     *             "id": "1",
                     *             "platforms": [
                     *               "text"
                     *             ],
                     *             "profiles": [
                     *               {
                     *                 "description": "Every night",
                     *                 "id": "1",
                     *                 "rules": 1,
                     *                 "title": "Open port 443/tcp: https nginx 1.22.1"
                     *               }
                     *             ],
                     *             "rules": 1,
                     *             "title": "Open port 443/tcp: https nginx 1.22.1",
                     *             "version": "7.93"
                     *           }
                     *         ],
                     *         "definitions": 1,
                     *         "kind": "data-stream"
                     *       },
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "description": "Every night",
                     *       "enabled": true,
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "labels": {},
                     *       "name": "Web servers",
                     *       "platformOverride": {
                     *         "platforms": [
                     *           "text"
                     *         ],
                     *         "whenFileExists": "text"
                     *       },
                     *       "sha256": "text",
                     *       "source": {
                     *         "entry": "text",
                     *         "fetchedAt": "2026-01-15T03:00:00.000Z",
                     *         "url": "text"
                     *       },
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1,
                     *       "versionId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *     }
                     */
                    "application/json": components["schemas"]["PackageView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to packages. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to packages. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editPackage: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version that the edit was made from, or * for any. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "Every night",
                 *       "enabled": true,
                 *       "labels": {
                 *         "team": "linux"
                 *       },
                 *       "name": "Web servers"
                 *     }
                 */
                "application/json": components["schemas"]["PackagePatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bytes": 1,
                     *       "content": {
                     *         "benchmarks": [
                     *           {
                     *             "id": "1",
                     *             "platforms": [
                     *               "text"
                     *             ],
                     *             "profiles": [
                     *               {
                     *                 "description": "Every night",
                     *                 "id": "1",
                     *                 "rules": 1,
                     *                 "title": "Open port 443/tcp: https nginx 1.22.1"
                     *               }
                     *             ],
                     *             "rules": 1,
                     *             "title": "Open port 443/tcp: https nginx 1.22.1",
                     *             "version": "7.93"
                     *           }
                     *         ],
                     *         "definitions": 1,
                     *         "kind": "data-stream"
                     *       },
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "description": "Every night",
                     *       "enabled": true,
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "labels": {},
                     *       "name": "Web servers",
                     *       "platformOverride": {
                     *         "platforms": [
                     *           "text"
                     *         ],
                     *         "whenFileExists": "text"
                     *       },
                     *       "sha256": "text",
                     *       "source": {
                     *         "entry": "text",
                     *         "fetchedAt": "2026-01-15T03:00:00.000Z",
                     *         "url": "text"
                     *       },
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1,
                     *       "versionId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *     }
                     */
                    "application/json": components["schemas"]["PackageView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to packages. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else has changed it since that version. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    overridePlatforms: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "platforms": [
                 *         "cpe:/o:debian:debian_linux:11",
                 *         "cpe:/a:machine"
                 *       ],
                 *       "whenFileExists": "/etc/debian_version"
                 *     }
                 */
                "application/json": components["schemas"]["OverrideBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bytes": 1,
                     *       "content": {
                     *         "benchmarks": [
                     *           {
                     *             "id": "1",
                     *             "platforms": [
                     *               "text"
                     *             ],
                     *             "profiles": [
                     *               {
                     *                 "description": "Every night",
                     *                 "id": "1",
                     *                 "rules": 1,
                     *                 "title": "Open port 443/tcp: https nginx 1.22.1"
                     *               }
                     *             ],
                     *             "rules": 1,
                     *             "title": "Open port 443/tcp: https nginx 1.22.1",
                     *             "version": "7.93"
                     *           }
                     *         ],
                     *         "definitions": 1,
                     *         "kind": "data-stream"
                     *       },
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "description": "Every night",
                     *       "enabled": true,
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "labels": {},
                     *       "name": "Web servers",
                     *       "platformOverride": {
                     *         "platforms": [
                     *           "text"
                     *         ],
                     *         "whenFileExists": "text"
                     *       },
                     *       "sha256": "text",
                     *       "source": {
                     *         "entry": "text",
                     *         "fetchedAt": "2026-01-15T03:00:00.000Z",
                     *         "url": "text"
                     *       },
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1,
                     *       "versionId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *     }
                     */
                    "application/json": components["schemas"]["PackageView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endPlatformOverride: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bytes": 1,
                     *       "content": {
                     *         "benchmarks": [
                     *           {
                     *             "id": "1",
                     *             "platforms": [
                     *               "text"
                     *             ],
                     *             "profiles": [
                     *               {
                     *                 "description": "Every night",
                     *                 "id": "1",
                     *                 "rules": 1,
                     *                 "title": "Open port 443/tcp: https nginx 1.22.1"
                     *               }
                     *             ],
                     *             "rules": 1,
                     *             "title": "Open port 443/tcp: https nginx 1.22.1",
                     *             "version": "7.93"
                     *           }
                     *         ],
                     *         "definitions": 1,
                     *         "kind": "data-stream"
                     *       },
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "description": "Every night",
                     *       "enabled": true,
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "labels": {},
                     *       "name": "Web servers",
                     *       "platformOverride": {
                     *         "platforms": [
                     *           "text"
                     *         ],
                     *         "whenFileExists": "text"
                     *       },
                     *       "sha256": "text",
                     *       "source": {
                     *         "entry": "text",
                     *         "fetchedAt": "2026-01-15T03:00:00.000Z",
                     *         "url": "text"
                     *       },
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1,
                     *       "versionId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *     }
                     */
                    "application/json": components["schemas"]["PackageView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refetchPackage: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bytes": 1,
                     *       "content": {
                     *         "benchmarks": [
                     *           {
                     *             "id": "1",
                     *             "platforms": [
                     *               "text"
                     *             ],
                     *             "profiles": [
                     *               {
                     *                 "description": "Every night",
                     *                 "id": "1",
                     *                 "rules": 1,
                     *                 "title": "Open port 443/tcp: https nginx 1.22.1"
                     *               }
                     *             ],
                     *             "rules": 1,
                     *             "title": "Open port 443/tcp: https nginx 1.22.1",
                     *             "version": "7.93"
                     *           }
                     *         ],
                     *         "definitions": 1,
                     *         "kind": "data-stream"
                     *       },
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "description": "Every night",
                     *       "enabled": true,
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "labels": {},
                     *       "name": "Web servers",
                     *       "platformOverride": {
                     *         "platforms": [
                     *           "text"
                     *         ],
                     *         "whenFileExists": "text"
                     *       },
                     *       "sha256": "text",
                     *       "source": {
                     *         "entry": "text",
                     *         "fetchedAt": "2026-01-15T03:00:00.000Z",
                     *         "url": "text"
                     *       },
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1,
                     *       "versionId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *     }
                     */
                    "application/json": components["schemas"]["PackageView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to packages. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPackageVersions: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "bytes": 1,
                     *           "changes": {
                     *             "added": [
                     *               "text"
                     *             ],
                     *             "changed": [
                     *               {
                     *                 "profile": "text",
                     *                 "rules": 1,
                     *                 "rulesBefore": 1
                     *               }
                     *             ],
                     *             "definitions": 1,
                     *             "definitionsBefore": 1,
                     *             "removed": [
                     *               "text"
                     *             ]
                     *           },
                     *           "content": {
                     *             "benchmarks": [
                     *               {
                     *                 "id": "1",
                     *                 "platforms": [
                     *                   "text"
                     *                 ],
                     *                 "profiles": [
                     *                   {
                     *                     "description": "Every night",
                     *                     "id": "1",
                     *                     "rules": 1,
                     *                     "title": "Open port 443/tcp: https nginx 1.22.1"
                     *                   }
                     *                 ],
                     *                 "rules": 1,
                     *                 "title": "Open port 443/tcp: https nginx 1.22.1",
                     *                 "version": "7.93"
                     *               }
                     *             ],
                     *             "definitions": 1,
                     *             "kind": "data-stream"
                     *           },
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "platformOverride": {
                     *             "platforms": [
                     *               "text"
                     *             ],
                     *             "whenFileExists": "text"
                     *           },
                     *           "sha256": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["PackageVersionView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to packages. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renewPackage: {
        parameters: {
            query?: {
                /** @description Of a zip archive with several documents: the one that is meant, by its whole name. */
                entry?: string;
            };
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/xml": string;
                "application/zip": string;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bytes": 1,
                     *       "content": {
                     *         "benchmarks": [
                     *           {
                     *             "id": "1",
                     *             "platforms": [
                     *               "text"
                     *             ],
                     *             "profiles": [
                     *               {
                     *                 "description": "Every night",
                     *                 "id": "1",
                     *                 "rules": 1,
                     *                 "title": "Open port 443/tcp: https nginx 1.22.1"
                     *               }
                     *             ],
                     *             "rules": 1,
                     *             "title": "Open port 443/tcp: https nginx 1.22.1",
                     *             "version": "7.93"
                     *           }
                     *         ],
                     *         "definitions": 1,
                     *         "kind": "data-stream"
                     *       },
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "description": "Every night",
                     *       "enabled": true,
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "labels": {},
                     *       "name": "Web servers",
                     *       "platformOverride": {
                     *         "platforms": [
                     *           "text"
                     *         ],
                     *         "whenFileExists": "text"
                     *       },
                     *       "sha256": "text",
                     *       "source": {
                     *         "entry": "text",
                     *         "fetchedAt": "2026-01-15T03:00:00.000Z",
                     *         "url": "text"
                     *       },
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1,
                     *       "versionId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *     }
                     */
                    "application/json": components["schemas"]["PackageView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to packages. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPools: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "name": "Web servers"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["PoolView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPool: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Web servers"
                 *     }
                 */
                "application/json": components["schemas"]["PoolBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "name": "Web servers"
                     *     }
                     */
                    "application/json": components["schemas"]["PoolView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPool: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "name": "Web servers"
                     *     }
                     */
                    "application/json": components["schemas"]["PoolView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createJoinToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "expiresAt": "2026-01-15T03:00:00.000Z",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "token": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["JoinTokenView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProfiles: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "builtIn": true,
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "description": "Every night",
                     *           "engine": "nmap",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "name": "Web servers",
                     *           "options": {
                     *             "hostDiscovery": true,
                     *             "hostTimeoutSeconds": 1,
                     *             "maxRate": 1,
                     *             "maxRetries": 1,
                     *             "minRate": 1,
                     *             "osDetection": true,
                     *             "ports": {
                     *               "count": 1,
                     *               "kind": "top",
                     *               "ranges": [
                     *                 {
                     *                   "first": 1,
                     *                   "last": 1
                     *                 }
                     *               ]
                     *             },
                     *             "resolveNames": true,
                     *             "scan": "ping",
                     *             "scriptSets": [
                     *               "default"
                     *             ],
                     *             "scriptTimeoutSeconds": 1,
                     *             "scripts": [
                     *               "text"
                     *             ],
                     *             "serviceDetection": true,
                     *             "timing": 1,
                     *             "traceroute": true,
                     *             "versionIntensity": 1
                     *           },
                     *           "preset": "discovery",
                     *           "updatedAt": "2026-01-15T03:00:00.000Z",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["NamedProfileView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to packages. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createProfile: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "",
                 *       "engine": "nmap",
                 *       "name": "Web servers",
                 *       "options": {
                 *         "hostDiscovery": true,
                 *         "hostTimeoutSeconds": 1,
                 *         "maxRate": 1,
                 *         "maxRetries": 0,
                 *         "minRate": 1,
                 *         "osDetection": true,
                 *         "ports": {
                 *           "count": 1,
                 *           "kind": "top",
                 *           "ranges": [
                 *             {
                 *               "first": 1,
                 *               "last": 1
                 *             }
                 *           ]
                 *         },
                 *         "resolveNames": true,
                 *         "scan": "ping",
                 *         "scriptSets": [
                 *           "default"
                 *         ],
                 *         "scriptTimeoutSeconds": 1,
                 *         "scripts": [
                 *           "text"
                 *         ],
                 *         "serviceDetection": true,
                 *         "timing": 0,
                 *         "traceroute": true,
                 *         "versionIntensity": 0
                 *       },
                 *       "preset": "discovery"
                 *     }
                 */
                "application/json": components["schemas"]["ProfileBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "builtIn": true,
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "description": "Every night",
                     *       "engine": "nmap",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "name": "Web servers",
                     *       "options": {
                     *         "hostDiscovery": true,
                     *         "hostTimeoutSeconds": 1,
                     *         "maxRate": 1,
                     *         "maxRetries": 1,
                     *         "minRate": 1,
                     *         "osDetection": true,
                     *         "ports": {
                     *           "count": 1,
                     *           "kind": "top",
                     *           "ranges": [
                     *             {
                     *               "first": 1,
                     *               "last": 1
                     *             }
                     *           ]
                     *         },
                     *         "resolveNames": true,
                     *         "scan": "ping",
                     *         "scriptSets": [
                     *           "default"
                     *         ],
                     *         "scriptTimeoutSeconds": 1,
                     *         "scripts": [
                     *           "text"
                     *         ],
                     *         "serviceDetection": true,
                     *         "timing": 1,
                     *         "traceroute": true,
                     *         "versionIntensity": 1
                     *       },
                     *       "preset": "discovery",
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["NamedProfileView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to packages. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listNmapScripts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "Web servers"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ScriptView"][];
                        /** @description Always null: the list is short. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to packages. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testUnsavedProfile: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "address": "192.0.2.10",
                 *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                 *       "profile": {
                 *         "engine": "nmap",
                 *         "options": {
                 *           "hostDiscovery": true,
                 *           "hostTimeoutSeconds": 1,
                 *           "maxRate": 1,
                 *           "maxRetries": 0,
                 *           "minRate": 1,
                 *           "osDetection": true,
                 *           "ports": {
                 *             "count": 1,
                 *             "kind": "top",
                 *             "ranges": [
                 *               {
                 *                 "first": 1,
                 *                 "last": 1
                 *               }
                 *             ]
                 *           },
                 *           "resolveNames": true,
                 *           "scan": "ping",
                 *           "scriptSets": [
                 *             "default"
                 *           ],
                 *           "scriptTimeoutSeconds": 1,
                 *           "scripts": [
                 *             "text"
                 *           ],
                 *           "serviceDetection": true,
                 *           "timing": 0,
                 *           "traceroute": true,
                 *           "versionIntensity": 0
                 *         },
                 *         "preset": "discovery"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UnsavedTestBody"];
            };
        };
        responses: {
            202: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "durationMs": 1,
                     *       "endedAt": "2026-01-15T03:00:00.000Z",
                     *       "hold": {
                     *         "code": "blackout",
                     *         "reason": "text",
                     *         "until": "2026-01-15T03:00:00.000Z"
                     *       },
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "imported": {
                     *         "format": "nmap",
                     *         "measuredAt": "2026-01-15T03:00:00.000Z",
                     *         "sha256": "text",
                     *         "source": "text"
                     *       },
                     *       "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "kept": true,
                     *       "kinds": [
                     *         "vulnerability"
                     *       ],
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "notes": [
                     *         "text"
                     *       ],
                     *       "outcome": "complete",
                     *       "priority": 1,
                     *       "processed": true,
                     *       "profiles": [
                     *         {
                     *           "engine": "nmap",
                     *           "name": "Web servers",
                     *           "options": {
                     *             "hostDiscovery": true,
                     *             "hostTimeoutSeconds": 1,
                     *             "maxRate": 1,
                     *             "maxRetries": 1,
                     *             "minRate": 1,
                     *             "osDetection": true,
                     *             "ports": {
                     *               "count": 1,
                     *               "kind": "top",
                     *               "ranges": [
                     *                 {
                     *                   "first": 1,
                     *                   "last": 1
                     *                 }
                     *               ]
                     *             },
                     *             "resolveNames": true,
                     *             "scan": "ping",
                     *             "scriptSets": [
                     *               "default"
                     *             ],
                     *             "scriptTimeoutSeconds": 1,
                     *             "scripts": [
                     *               "text"
                     *             ],
                     *             "serviceDetection": true,
                     *             "timing": 1,
                     *             "traceroute": true,
                     *             "versionIntensity": 1
                     *           },
                     *           "preset": "discovery",
                     *           "profileId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "progress": {
                     *         "estimatedEnd": {
                     *           "from": "2026-01-15T03:00:00.000Z",
                     *           "to": "2026-01-15T03:00:00.000Z"
                     *         },
                     *         "findingsSoFar": 1,
                     *         "percent": 0,
                     *         "ratePerMinute": 1,
                     *         "recentRatePerMinute": 1,
                     *         "slicesQueued": 1,
                     *         "slicesRunning": 1,
                     *         "slicesTotal": 1,
                     *         "targetsDone": 1,
                     *         "targetsTotal": 1
                     *       },
                     *       "reason": "text",
                     *       "rerunOf": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "result": "findings",
                     *       "startedAt": "2026-01-15T03:00:00.000Z",
                     *       "startedBy": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "startedByKind": "user",
                     *       "state": "Queued",
                     *       "stateSince": "2026-01-15T03:00:00.000Z",
                     *       "statusText": "text",
                     *       "summary": {
                     *         "agents": 1,
                     *         "dispositions": {},
                     *         "findings": {
                     *           "active": 1,
                     *           "bySeverity": {},
                     *           "fixed": 1,
                     *           "new": 1,
                     *           "reopened": 1
                     *         },
                     *         "runningMs": 1,
                     *         "segments": 1
                     *       },
                     *       "traceId": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ScanView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "builtIn": true,
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "description": "Every night",
                     *       "engine": "nmap",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "name": "Web servers",
                     *       "options": {
                     *         "hostDiscovery": true,
                     *         "hostTimeoutSeconds": 1,
                     *         "maxRate": 1,
                     *         "maxRetries": 1,
                     *         "minRate": 1,
                     *         "osDetection": true,
                     *         "ports": {
                     *           "count": 1,
                     *           "kind": "top",
                     *           "ranges": [
                     *             {
                     *               "first": 1,
                     *               "last": 1
                     *             }
                     *           ]
                     *         },
                     *         "resolveNames": true,
                     *         "scan": "ping",
                     *         "scriptSets": [
                     *           "default"
                     *         ],
                     *         "scriptTimeoutSeconds": 1,
                     *         "scripts": [
                     *           "text"
                     *         ],
                     *         "serviceDetection": true,
                     *         "timing": 1,
                     *         "traceroute": true,
                     *         "versionIntensity": 1
                     *       },
                     *       "preset": "discovery",
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["NamedProfileView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to packages. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to packages. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editProfile: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version that the edit was made from, or * for any. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "description": "Every night",
                 *       "name": "Web servers",
                 *       "options": {
                 *         "hostDiscovery": true,
                 *         "hostTimeoutSeconds": 1,
                 *         "maxRate": 1,
                 *         "maxRetries": 0,
                 *         "minRate": 1,
                 *         "osDetection": true,
                 *         "ports": {
                 *           "count": 1,
                 *           "kind": "top",
                 *           "ranges": [
                 *             {
                 *               "first": 1,
                 *               "last": 1
                 *             }
                 *           ]
                 *         },
                 *         "resolveNames": true,
                 *         "scan": "ping",
                 *         "scriptSets": [
                 *           "default"
                 *         ],
                 *         "scriptTimeoutSeconds": 1,
                 *         "scripts": [
                 *           "text"
                 *         ],
                 *         "serviceDetection": true,
                 *         "timing": 0,
                 *         "traceroute": true,
                 *         "versionIntensity": 0
                 *       },
                 *       "preset": "discovery"
                 *     }
                 */
                "application/json": components["schemas"]["ProfilePatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "builtIn": true,
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "description": "Every night",
                     *       "engine": "nmap",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "name": "Web servers",
                     *       "options": {
                     *         "hostDiscovery": true,
                     *         "hostTimeoutSeconds": 1,
                     *         "maxRate": 1,
                     *         "maxRetries": 1,
                     *         "minRate": 1,
                     *         "osDetection": true,
                     *         "ports": {
                     *           "count": 1,
                     *           "kind": "top",
                     *           "ranges": [
                     *             {
                     *               "first": 1,
                     *               "last": 1
                     *             }
                     *           ]
                     *         },
                     *         "resolveNames": true,
                     *         "scan": "ping",
                     *         "scriptSets": [
                     *           "default"
                     *         ],
                     *         "scriptTimeoutSeconds": 1,
                     *         "scripts": [
                     *           "text"
                     *         ],
                     *         "serviceDetection": true,
                     *         "timing": 1,
                     *         "traceroute": true,
                     *         "versionIntensity": 1
                     *       },
                     *       "preset": "discovery",
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["NamedProfileView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to packages. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else has changed it since that version. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testProfile: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "address": "192.0.2.10",
                 *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                 *     }
                 */
                "application/json": components["schemas"]["ProfileTestBody"];
            };
        };
        responses: {
            202: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "durationMs": 1,
                     *       "endedAt": "2026-01-15T03:00:00.000Z",
                     *       "hold": {
                     *         "code": "blackout",
                     *         "reason": "text",
                     *         "until": "2026-01-15T03:00:00.000Z"
                     *       },
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "imported": {
                     *         "format": "nmap",
                     *         "measuredAt": "2026-01-15T03:00:00.000Z",
                     *         "sha256": "text",
                     *         "source": "text"
                     *       },
                     *       "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "kept": true,
                     *       "kinds": [
                     *         "vulnerability"
                     *       ],
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "notes": [
                     *         "text"
                     *       ],
                     *       "outcome": "complete",
                     *       "priority": 1,
                     *       "processed": true,
                     *       "profiles": [
                     *         {
                     *           "engine": "nmap",
                     *           "name": "Web servers",
                     *           "options": {
                     *             "hostDiscovery": true,
                     *             "hostTimeoutSeconds": 1,
                     *             "maxRate": 1,
                     *             "maxRetries": 1,
                     *             "minRate": 1,
                     *             "osDetection": true,
                     *             "ports": {
                     *               "count": 1,
                     *               "kind": "top",
                     *               "ranges": [
                     *                 {
                     *                   "first": 1,
                     *                   "last": 1
                     *                 }
                     *               ]
                     *             },
                     *             "resolveNames": true,
                     *             "scan": "ping",
                     *             "scriptSets": [
                     *               "default"
                     *             ],
                     *             "scriptTimeoutSeconds": 1,
                     *             "scripts": [
                     *               "text"
                     *             ],
                     *             "serviceDetection": true,
                     *             "timing": 1,
                     *             "traceroute": true,
                     *             "versionIntensity": 1
                     *           },
                     *           "preset": "discovery",
                     *           "profileId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "progress": {
                     *         "estimatedEnd": {
                     *           "from": "2026-01-15T03:00:00.000Z",
                     *           "to": "2026-01-15T03:00:00.000Z"
                     *         },
                     *         "findingsSoFar": 1,
                     *         "percent": 0,
                     *         "ratePerMinute": 1,
                     *         "recentRatePerMinute": 1,
                     *         "slicesQueued": 1,
                     *         "slicesRunning": 1,
                     *         "slicesTotal": 1,
                     *         "targetsDone": 1,
                     *         "targetsTotal": 1
                     *       },
                     *       "reason": "text",
                     *       "rerunOf": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "result": "findings",
                     *       "startedAt": "2026-01-15T03:00:00.000Z",
                     *       "startedBy": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "startedByKind": "user",
                     *       "state": "Queued",
                     *       "stateSince": "2026-01-15T03:00:00.000Z",
                     *       "statusText": "text",
                     *       "summary": {
                     *         "agents": 1,
                     *         "dispositions": {},
                     *         "findings": {
                     *           "active": 1,
                     *           "bySeverity": {},
                     *           "fixed": 1,
                     *           "new": 1,
                     *           "reopened": 1
                     *         },
                     *         "runningMs": 1,
                     *         "segments": 1
                     *       },
                     *       "traceId": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ScanView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listScans: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
                state?: components["schemas"]["ScanState"][];
                kind?: components["schemas"]["ScanKind"];
                /** @description Whether findings are drawn. */
                processed?: boolean;
                result?: ("findings" | "none" | "all hosts down")[];
                networkId?: string[];
                jobId?: string[];
                /** @description Id of the user, token or schedule that started it. */
                startedBy?: string[];
                /** @description Made at this time or later. */
                from?: string;
                /** @description Made before this time. */
                to?: string;
                /** @description A minus in front: descending. Combinations that an index serves (? may be left out): no filter, sorted by created; state, sorted by created; jobId, sorted by created; networkId, sorted by created; startedBy, sorted by created; kind, sorted by created; result? + processed?, sorted by created. */
                sort?: "created" | "-created";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "durationMs": 1,
                     *           "endedAt": "2026-01-15T03:00:00.000Z",
                     *           "hold": {
                     *             "code": "blackout",
                     *             "reason": "text",
                     *             "until": "2026-01-15T03:00:00.000Z"
                     *           },
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "imported": {
                     *             "format": "nmap",
                     *             "measuredAt": "2026-01-15T03:00:00.000Z",
                     *             "sha256": "text",
                     *             "source": "text"
                     *           },
                     *           "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "kinds": [
                     *             "vulnerability"
                     *           ],
                     *           "name": "Web servers",
                     *           "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "outcome": "complete",
                     *           "priority": 1,
                     *           "processed": true,
                     *           "progress": {
                     *             "estimatedEnd": {
                     *               "from": "2026-01-15T03:00:00.000Z",
                     *               "to": "2026-01-15T03:00:00.000Z"
                     *             },
                     *             "findingsSoFar": 1,
                     *             "percent": 0,
                     *             "ratePerMinute": 1,
                     *             "recentRatePerMinute": 1,
                     *             "slicesQueued": 1,
                     *             "slicesRunning": 1,
                     *             "slicesTotal": 1,
                     *             "targetsDone": 1,
                     *             "targetsTotal": 1
                     *           },
                     *           "reason": "text",
                     *           "result": "findings",
                     *           "startedAt": "2026-01-15T03:00:00.000Z",
                     *           "startedBy": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "startedByKind": "user",
                     *           "state": "Queued",
                     *           "stateSince": "2026-01-15T03:00:00.000Z",
                     *           "statusText": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ScanListView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No index serves this combination of filters and sort. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startScan: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "assetIds": [],
                 *       "assetTags": {
                 *         "all": [],
                 *         "any": [],
                 *         "none": []
                 *       },
                 *       "credentialId": null,
                 *       "exclusions": [
                 *         "192.0.2.17"
                 *       ],
                 *       "keep": true,
                 *       "maxDurationSeconds": null,
                 *       "maxRate": null,
                 *       "name": "Web servers",
                 *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                 *       "priority": 5,
                 *       "profiles": [
                 *         {
                 *           "engine": "nmap",
                 *           "preset": "standard"
                 *         }
                 *       ],
                 *       "targets": [
                 *         "192.0.2.1",
                 *         "192.0.2.16/28"
                 *       ],
                 *       "wholeNetwork": false
                 *     }
                 */
                "application/json": components["schemas"]["OneOffBody"];
            };
        };
        responses: {
            202: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "durationMs": 1,
                     *       "endedAt": "2026-01-15T03:00:00.000Z",
                     *       "hold": {
                     *         "code": "blackout",
                     *         "reason": "text",
                     *         "until": "2026-01-15T03:00:00.000Z"
                     *       },
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "imported": {
                     *         "format": "nmap",
                     *         "measuredAt": "2026-01-15T03:00:00.000Z",
                     *         "sha256": "text",
                     *         "source": "text"
                     *       },
                     *       "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "kept": true,
                     *       "kinds": [
                     *         "vulnerability"
                     *       ],
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "notes": [
                     *         "text"
                     *       ],
                     *       "outcome": "complete",
                     *       "priority": 1,
                     *       "processed": true,
                     *       "profiles": [
                     *         {
                     *           "engine": "nmap",
                     *           "name": "Web servers",
                     *           "options": {
                     *             "hostDiscovery": true,
                     *             "hostTimeoutSeconds": 1,
                     *             "maxRate": 1,
                     *             "maxRetries": 1,
                     *             "minRate": 1,
                     *             "osDetection": true,
                     *             "ports": {
                     *               "count": 1,
                     *               "kind": "top",
                     *               "ranges": [
                     *                 {
                     *                   "first": 1,
                     *                   "last": 1
                     *                 }
                     *               ]
                     *             },
                     *             "resolveNames": true,
                     *             "scan": "ping",
                     *             "scriptSets": [
                     *               "default"
                     *             ],
                     *             "scriptTimeoutSeconds": 1,
                     *             "scripts": [
                     *               "text"
                     *             ],
                     *             "serviceDetection": true,
                     *             "timing": 1,
                     *             "traceroute": true,
                     *             "versionIntensity": 1
                     *           },
                     *           "preset": "discovery",
                     *           "profileId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "progress": {
                     *         "estimatedEnd": {
                     *           "from": "2026-01-15T03:00:00.000Z",
                     *           "to": "2026-01-15T03:00:00.000Z"
                     *         },
                     *         "findingsSoFar": 1,
                     *         "percent": 0,
                     *         "ratePerMinute": 1,
                     *         "recentRatePerMinute": 1,
                     *         "slicesQueued": 1,
                     *         "slicesRunning": 1,
                     *         "slicesTotal": 1,
                     *         "targetsDone": 1,
                     *         "targetsTotal": 1
                     *       },
                     *       "reason": "text",
                     *       "rerunOf": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "result": "findings",
                     *       "startedAt": "2026-01-15T03:00:00.000Z",
                     *       "startedBy": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "startedByKind": "user",
                     *       "state": "Queued",
                     *       "stateSince": "2026-01-15T03:00:00.000Z",
                     *       "statusText": "text",
                     *       "summary": {
                     *         "agents": 1,
                     *         "dispositions": {},
                     *         "findings": {
                     *           "active": 1,
                     *           "bySeverity": {},
                     *           "fixed": 1,
                     *           "new": 1,
                     *           "reopened": 1
                     *         },
                     *         "runningMs": 1,
                     *         "segments": 1
                     *       },
                     *       "traceId": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ScanView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelScans: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ids": [
                 *         "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                 *       ],
                 *       "reason": ""
                 *     }
                 */
                "application/json": components["schemas"]["BulkBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "accepted": true,
                     *           "code": "text",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "reason": "text",
                     *           "state": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["BulkView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteScans: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ids": [
                 *         "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                 *       ],
                 *       "reason": ""
                 *     }
                 */
                "application/json": components["schemas"]["BulkBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "accepted": true,
                     *           "code": "text",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "reason": "text",
                     *           "state": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["BulkView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseScans: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "graceSeconds": 0,
                 *       "ids": [
                 *         "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                 *       ],
                 *       "reason": ""
                 *     }
                 */
                "application/json": components["schemas"]["BulkPauseBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "accepted": true,
                     *           "code": "text",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "reason": "text",
                     *           "state": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["BulkView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeScans: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ids": [
                 *         "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                 *       ],
                 *       "reason": ""
                 *     }
                 */
                "application/json": components["schemas"]["BulkBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "accepted": true,
                     *           "code": "text",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "reason": "text",
                     *           "state": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["BulkView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getScan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "durationMs": 1,
                     *       "endedAt": "2026-01-15T03:00:00.000Z",
                     *       "hold": {
                     *         "code": "blackout",
                     *         "reason": "text",
                     *         "until": "2026-01-15T03:00:00.000Z"
                     *       },
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "imported": {
                     *         "format": "nmap",
                     *         "measuredAt": "2026-01-15T03:00:00.000Z",
                     *         "sha256": "text",
                     *         "source": "text"
                     *       },
                     *       "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "kept": true,
                     *       "kinds": [
                     *         "vulnerability"
                     *       ],
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "notes": [
                     *         "text"
                     *       ],
                     *       "outcome": "complete",
                     *       "priority": 1,
                     *       "processed": true,
                     *       "profiles": [
                     *         {
                     *           "engine": "nmap",
                     *           "name": "Web servers",
                     *           "options": {
                     *             "hostDiscovery": true,
                     *             "hostTimeoutSeconds": 1,
                     *             "maxRate": 1,
                     *             "maxRetries": 1,
                     *             "minRate": 1,
                     *             "osDetection": true,
                     *             "ports": {
                     *               "count": 1,
                     *               "kind": "top",
                     *               "ranges": [
                     *                 {
                     *                   "first": 1,
                     *                   "last": 1
                     *                 }
                     *               ]
                     *             },
                     *             "resolveNames": true,
                     *             "scan": "ping",
                     *             "scriptSets": [
                     *               "default"
                     *             ],
                     *             "scriptTimeoutSeconds": 1,
                     *             "scripts": [
                     *               "text"
                     *             ],
                     *             "serviceDetection": true,
                     *             "timing": 1,
                     *             "traceroute": true,
                     *             "versionIntensity": 1
                     *           },
                     *           "preset": "discovery",
                     *           "profileId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "progress": {
                     *         "estimatedEnd": {
                     *           "from": "2026-01-15T03:00:00.000Z",
                     *           "to": "2026-01-15T03:00:00.000Z"
                     *         },
                     *         "findingsSoFar": 1,
                     *         "percent": 0,
                     *         "ratePerMinute": 1,
                     *         "recentRatePerMinute": 1,
                     *         "slicesQueued": 1,
                     *         "slicesRunning": 1,
                     *         "slicesTotal": 1,
                     *         "targetsDone": 1,
                     *         "targetsTotal": 1
                     *       },
                     *       "reason": "text",
                     *       "rerunOf": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "result": "findings",
                     *       "startedAt": "2026-01-15T03:00:00.000Z",
                     *       "startedBy": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "startedByKind": "user",
                     *       "state": "Queued",
                     *       "stateSince": "2026-01-15T03:00:00.000Z",
                     *       "statusText": "text",
                     *       "summary": {
                     *         "agents": 1,
                     *         "dispositions": {},
                     *         "findings": {
                     *           "active": 1,
                     *           "bySeverity": {},
                     *           "fixed": 1,
                     *           "new": 1,
                     *           "reopened": 1
                     *         },
                     *         "runningMs": 1,
                     *         "segments": 1
                     *       },
                     *       "traceId": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ScanView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteScan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelScan: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": ""
                 *     }
                 */
                "application/json": components["schemas"]["CommandBody"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "durationMs": 1,
                     *       "endedAt": "2026-01-15T03:00:00.000Z",
                     *       "hold": {
                     *         "code": "blackout",
                     *         "reason": "text",
                     *         "until": "2026-01-15T03:00:00.000Z"
                     *       },
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "imported": {
                     *         "format": "nmap",
                     *         "measuredAt": "2026-01-15T03:00:00.000Z",
                     *         "sha256": "text",
                     *         "source": "text"
                     *       },
                     *       "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "kept": true,
                     *       "kinds": [
                     *         "vulnerability"
                     *       ],
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "notes": [
                     *         "text"
                     *       ],
                     *       "outcome": "complete",
                     *       "priority": 1,
                     *       "processed": true,
                     *       "profiles": [
                     *         {
                     *           "engine": "nmap",
                     *           "name": "Web servers",
                     *           "options": {
                     *             "hostDiscovery": true,
                     *             "hostTimeoutSeconds": 1,
                     *             "maxRate": 1,
                     *             "maxRetries": 1,
                     *             "minRate": 1,
                     *             "osDetection": true,
                     *             "ports": {
                     *               "count": 1,
                     *               "kind": "top",
                     *               "ranges": [
                     *                 {
                     *                   "first": 1,
                     *                   "last": 1
                     *                 }
                     *               ]
                     *             },
                     *             "resolveNames": true,
                     *             "scan": "ping",
                     *             "scriptSets": [
                     *               "default"
                     *             ],
                     *             "scriptTimeoutSeconds": 1,
                     *             "scripts": [
                     *               "text"
                     *             ],
                     *             "serviceDetection": true,
                     *             "timing": 1,
                     *             "traceroute": true,
                     *             "versionIntensity": 1
                     *           },
                     *           "preset": "discovery",
                     *           "profileId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "progress": {
                     *         "estimatedEnd": {
                     *           "from": "2026-01-15T03:00:00.000Z",
                     *           "to": "2026-01-15T03:00:00.000Z"
                     *         },
                     *         "findingsSoFar": 1,
                     *         "percent": 0,
                     *         "ratePerMinute": 1,
                     *         "recentRatePerMinute": 1,
                     *         "slicesQueued": 1,
                     *         "slicesRunning": 1,
                     *         "slicesTotal": 1,
                     *         "targetsDone": 1,
                     *         "targetsTotal": 1
                     *       },
                     *       "reason": "text",
                     *       "rerunOf": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "result": "findings",
                     *       "startedAt": "2026-01-15T03:00:00.000Z",
                     *       "startedBy": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "startedByKind": "user",
                     *       "state": "Queued",
                     *       "stateSince": "2026-01-15T03:00:00.000Z",
                     *       "statusText": "text",
                     *       "summary": {
                     *         "agents": 1,
                     *         "dispositions": {},
                     *         "findings": {
                     *           "active": 1,
                     *           "bySeverity": {},
                     *           "fixed": 1,
                     *           "new": 1,
                     *           "reopened": 1
                     *         },
                     *         "runningMs": 1,
                     *         "segments": 1
                     *       },
                     *       "traceId": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ScanView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    watchScan: {
        parameters: {
            query?: never;
            header?: {
                "Last-Event-ID"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example event: progress
                     *     id: 1
                     *     data: {"percent":40}
                     */
                    "text/event-stream": string;
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forceScanToError: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": ""
                 *     }
                 */
                "application/json": components["schemas"]["CommandBody"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "durationMs": 1,
                     *       "endedAt": "2026-01-15T03:00:00.000Z",
                     *       "hold": {
                     *         "code": "blackout",
                     *         "reason": "text",
                     *         "until": "2026-01-15T03:00:00.000Z"
                     *       },
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "imported": {
                     *         "format": "nmap",
                     *         "measuredAt": "2026-01-15T03:00:00.000Z",
                     *         "sha256": "text",
                     *         "source": "text"
                     *       },
                     *       "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "kept": true,
                     *       "kinds": [
                     *         "vulnerability"
                     *       ],
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "notes": [
                     *         "text"
                     *       ],
                     *       "outcome": "complete",
                     *       "priority": 1,
                     *       "processed": true,
                     *       "profiles": [
                     *         {
                     *           "engine": "nmap",
                     *           "name": "Web servers",
                     *           "options": {
                     *             "hostDiscovery": true,
                     *             "hostTimeoutSeconds": 1,
                     *             "maxRate": 1,
                     *             "maxRetries": 1,
                     *             "minRate": 1,
                     *             "osDetection": true,
                     *             "ports": {
                     *               "count": 1,
                     *               "kind": "top",
                     *               "ranges": [
                     *                 {
                     *                   "first": 1,
                     *                   "last": 1
                     *                 }
                     *               ]
                     *             },
                     *             "resolveNames": true,
                     *             "scan": "ping",
                     *             "scriptSets": [
                     *               "default"
                     *             ],
                     *             "scriptTimeoutSeconds": 1,
                     *             "scripts": [
                     *               "text"
                     *             ],
                     *             "serviceDetection": true,
                     *             "timing": 1,
                     *             "traceroute": true,
                     *             "versionIntensity": 1
                     *           },
                     *           "preset": "discovery",
                     *           "profileId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "progress": {
                     *         "estimatedEnd": {
                     *           "from": "2026-01-15T03:00:00.000Z",
                     *           "to": "2026-01-15T03:00:00.000Z"
                     *         },
                     *         "findingsSoFar": 1,
                     *         "percent": 0,
                     *         "ratePerMinute": 1,
                     *         "recentRatePerMinute": 1,
                     *         "slicesQueued": 1,
                     *         "slicesRunning": 1,
                     *         "slicesTotal": 1,
                     *         "targetsDone": 1,
                     *         "targetsTotal": 1
                     *       },
                     *       "reason": "text",
                     *       "rerunOf": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "result": "findings",
                     *       "startedAt": "2026-01-15T03:00:00.000Z",
                     *       "startedBy": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "startedByKind": "user",
                     *       "state": "Queued",
                     *       "stateSince": "2026-01-15T03:00:00.000Z",
                     *       "statusText": "text",
                     *       "summary": {
                     *         "agents": 1,
                     *         "dispositions": {},
                     *         "findings": {
                     *           "active": 1,
                     *           "bySeverity": {},
                     *           "fixed": 1,
                     *           "new": 1,
                     *           "reopened": 1
                     *         },
                     *         "runningMs": 1,
                     *         "segments": 1
                     *       },
                     *       "traceId": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ScanView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listScanHistory: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "actor": "text",
                     *           "at": "2026-01-15T03:00:00.000Z",
                     *           "cause": "text",
                     *           "from": "Queued",
                     *           "id": "1",
                     *           "reason": "text",
                     *           "to": "Queued",
                     *           "traceId": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ScanHistoryView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listScanLeftOut: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "disposition": "excluded",
                     *           "reason": "text",
                     *           "target": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["LeftOutView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listScanNames: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "addresses": [
                     *             "text"
                     *           ],
                     *           "assetId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "name": "www.example.com"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["PinnedNameView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseScan: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "graceSeconds": 0,
                 *       "reason": ""
                 *     }
                 */
                "application/json": components["schemas"]["PauseBody"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "durationMs": 1,
                     *       "endedAt": "2026-01-15T03:00:00.000Z",
                     *       "hold": {
                     *         "code": "blackout",
                     *         "reason": "text",
                     *         "until": "2026-01-15T03:00:00.000Z"
                     *       },
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "imported": {
                     *         "format": "nmap",
                     *         "measuredAt": "2026-01-15T03:00:00.000Z",
                     *         "sha256": "text",
                     *         "source": "text"
                     *       },
                     *       "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "kept": true,
                     *       "kinds": [
                     *         "vulnerability"
                     *       ],
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "notes": [
                     *         "text"
                     *       ],
                     *       "outcome": "complete",
                     *       "priority": 1,
                     *       "processed": true,
                     *       "profiles": [
                     *         {
                     *           "engine": "nmap",
                     *           "name": "Web servers",
                     *           "options": {
                     *             "hostDiscovery": true,
                     *             "hostTimeoutSeconds": 1,
                     *             "maxRate": 1,
                     *             "maxRetries": 1,
                     *             "minRate": 1,
                     *             "osDetection": true,
                     *             "ports": {
                     *               "count": 1,
                     *               "kind": "top",
                     *               "ranges": [
                     *                 {
                     *                   "first": 1,
                     *                   "last": 1
                     *                 }
                     *               ]
                     *             },
                     *             "resolveNames": true,
                     *             "scan": "ping",
                     *             "scriptSets": [
                     *               "default"
                     *             ],
                     *             "scriptTimeoutSeconds": 1,
                     *             "scripts": [
                     *               "text"
                     *             ],
                     *             "serviceDetection": true,
                     *             "timing": 1,
                     *             "traceroute": true,
                     *             "versionIntensity": 1
                     *           },
                     *           "preset": "discovery",
                     *           "profileId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "progress": {
                     *         "estimatedEnd": {
                     *           "from": "2026-01-15T03:00:00.000Z",
                     *           "to": "2026-01-15T03:00:00.000Z"
                     *         },
                     *         "findingsSoFar": 1,
                     *         "percent": 0,
                     *         "ratePerMinute": 1,
                     *         "recentRatePerMinute": 1,
                     *         "slicesQueued": 1,
                     *         "slicesRunning": 1,
                     *         "slicesTotal": 1,
                     *         "targetsDone": 1,
                     *         "targetsTotal": 1
                     *       },
                     *       "reason": "text",
                     *       "rerunOf": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "result": "findings",
                     *       "startedAt": "2026-01-15T03:00:00.000Z",
                     *       "startedBy": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "startedByKind": "user",
                     *       "state": "Queued",
                     *       "stateSince": "2026-01-15T03:00:00.000Z",
                     *       "statusText": "text",
                     *       "summary": {
                     *         "agents": 1,
                     *         "dispositions": {},
                     *         "findings": {
                     *           "active": 1,
                     *           "bySeverity": {},
                     *           "fixed": 1,
                     *           "new": 1,
                     *           "reopened": 1
                     *         },
                     *         "runningMs": 1,
                     *         "segments": 1
                     *       },
                     *       "traceId": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ScanView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listScanQuarantine: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "address": "192.0.2.10",
                     *           "agentId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "at": "2026-01-15T03:00:00.000Z",
                     *           "body": "{}",
                     *           "code": "not-of-the-slice",
                     *           "epoch": 1,
                     *           "observations": 1,
                     *           "reason": "text",
                     *           "seq": "7",
                     *           "sliceId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["QuarantineView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rerunScan: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "durationMs": 1,
                     *       "endedAt": "2026-01-15T03:00:00.000Z",
                     *       "hold": {
                     *         "code": "blackout",
                     *         "reason": "text",
                     *         "until": "2026-01-15T03:00:00.000Z"
                     *       },
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "imported": {
                     *         "format": "nmap",
                     *         "measuredAt": "2026-01-15T03:00:00.000Z",
                     *         "sha256": "text",
                     *         "source": "text"
                     *       },
                     *       "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "kept": true,
                     *       "kinds": [
                     *         "vulnerability"
                     *       ],
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "notes": [
                     *         "text"
                     *       ],
                     *       "outcome": "complete",
                     *       "priority": 1,
                     *       "processed": true,
                     *       "profiles": [
                     *         {
                     *           "engine": "nmap",
                     *           "name": "Web servers",
                     *           "options": {
                     *             "hostDiscovery": true,
                     *             "hostTimeoutSeconds": 1,
                     *             "maxRate": 1,
                     *             "maxRetries": 1,
                     *             "minRate": 1,
                     *             "osDetection": true,
                     *             "ports": {
                     *               "count": 1,
                     *               "kind": "top",
                     *               "ranges": [
                     *                 {
                     *                   "first": 1,
                     *                   "last": 1
                     *                 }
                     *               ]
                     *             },
                     *             "resolveNames": true,
                     *             "scan": "ping",
                     *             "scriptSets": [
                     *               "default"
                     *             ],
                     *             "scriptTimeoutSeconds": 1,
                     *             "scripts": [
                     *               "text"
                     *             ],
                     *             "serviceDetection": true,
                     *             "timing": 1,
                     *             "traceroute": true,
                     *             "versionIntensity": 1
                     *           },
                     *           "preset": "discovery",
                     *           "profileId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "progress": {
                     *         "estimatedEnd": {
                     *           "from": "2026-01-15T03:00:00.000Z",
                     *           "to": "2026-01-15T03:00:00.000Z"
                     *         },
                     *         "findingsSoFar": 1,
                     *         "percent": 0,
                     *         "ratePerMinute": 1,
                     *         "recentRatePerMinute": 1,
                     *         "slicesQueued": 1,
                     *         "slicesRunning": 1,
                     *         "slicesTotal": 1,
                     *         "targetsDone": 1,
                     *         "targetsTotal": 1
                     *       },
                     *       "reason": "text",
                     *       "rerunOf": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "result": "findings",
                     *       "startedAt": "2026-01-15T03:00:00.000Z",
                     *       "startedBy": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "startedByKind": "user",
                     *       "state": "Queued",
                     *       "stateSince": "2026-01-15T03:00:00.000Z",
                     *       "statusText": "text",
                     *       "summary": {
                     *         "agents": 1,
                     *         "dispositions": {},
                     *         "findings": {
                     *           "active": 1,
                     *           "bySeverity": {},
                     *           "fixed": 1,
                     *           "new": 1,
                     *           "reopened": 1
                     *         },
                     *         "runningMs": 1,
                     *         "segments": 1
                     *       },
                     *       "traceId": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ScanView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeScan: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": ""
                 *     }
                 */
                "application/json": components["schemas"]["CommandBody"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "durationMs": 1,
                     *       "endedAt": "2026-01-15T03:00:00.000Z",
                     *       "hold": {
                     *         "code": "blackout",
                     *         "reason": "text",
                     *         "until": "2026-01-15T03:00:00.000Z"
                     *       },
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "imported": {
                     *         "format": "nmap",
                     *         "measuredAt": "2026-01-15T03:00:00.000Z",
                     *         "sha256": "text",
                     *         "source": "text"
                     *       },
                     *       "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "kept": true,
                     *       "kinds": [
                     *         "vulnerability"
                     *       ],
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "notes": [
                     *         "text"
                     *       ],
                     *       "outcome": "complete",
                     *       "priority": 1,
                     *       "processed": true,
                     *       "profiles": [
                     *         {
                     *           "engine": "nmap",
                     *           "name": "Web servers",
                     *           "options": {
                     *             "hostDiscovery": true,
                     *             "hostTimeoutSeconds": 1,
                     *             "maxRate": 1,
                     *             "maxRetries": 1,
                     *             "minRate": 1,
                     *             "osDetection": true,
                     *             "ports": {
                     *               "count": 1,
                     *               "kind": "top",
                     *               "ranges": [
                     *                 {
                     *                   "first": 1,
                     *                   "last": 1
                     *                 }
                     *               ]
                     *             },
                     *             "resolveNames": true,
                     *             "scan": "ping",
                     *             "scriptSets": [
                     *               "default"
                     *             ],
                     *             "scriptTimeoutSeconds": 1,
                     *             "scripts": [
                     *               "text"
                     *             ],
                     *             "serviceDetection": true,
                     *             "timing": 1,
                     *             "traceroute": true,
                     *             "versionIntensity": 1
                     *           },
                     *           "preset": "discovery",
                     *           "profileId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "progress": {
                     *         "estimatedEnd": {
                     *           "from": "2026-01-15T03:00:00.000Z",
                     *           "to": "2026-01-15T03:00:00.000Z"
                     *         },
                     *         "findingsSoFar": 1,
                     *         "percent": 0,
                     *         "ratePerMinute": 1,
                     *         "recentRatePerMinute": 1,
                     *         "slicesQueued": 1,
                     *         "slicesRunning": 1,
                     *         "slicesTotal": 1,
                     *         "targetsDone": 1,
                     *         "targetsTotal": 1
                     *       },
                     *       "reason": "text",
                     *       "rerunOf": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "result": "findings",
                     *       "startedAt": "2026-01-15T03:00:00.000Z",
                     *       "startedBy": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "startedByKind": "user",
                     *       "state": "Queued",
                     *       "stateSince": "2026-01-15T03:00:00.000Z",
                     *       "statusText": "text",
                     *       "summary": {
                     *         "agents": 1,
                     *         "dispositions": {},
                     *         "findings": {
                     *           "active": 1,
                     *           "bySeverity": {},
                     *           "fixed": 1,
                     *           "new": 1,
                     *           "reopened": 1
                     *         },
                     *         "runningMs": 1,
                     *         "segments": 1
                     *       },
                     *       "traceId": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ScanView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listScanSlices: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "agentId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "agentName": "text",
                     *           "attempts": 1,
                     *           "engine": "text",
                     *           "epoch": 1,
                     *           "fraction": 0,
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "phase": "text",
                     *           "profile": 1,
                     *           "reason": "text",
                     *           "state": "Queued",
                     *           "stateSince": "2026-01-15T03:00:00.000Z",
                     *           "targetsDone": 1,
                     *           "targetsTotal": 1
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["SliceView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listScanTargets: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "address": "192.0.2.10",
                     *           "agentId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "at": "2026-01-15T03:00:00.000Z",
                     *           "disposition": "scanned",
                     *           "observations": 1,
                     *           "profile": 1,
                     *           "raw": true,
                     *           "reason": "text",
                     *           "sliceId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["TargetView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadRawOutput: {
        parameters: {
            query?: {
                /** @description Index into the scan’s profiles. */
                profile?: number;
            };
            header?: never;
            path: {
                id: string;
                /** @description An IP address of the scan. */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example <?xml version="1.0"?>
                     *     <nmaprun scanner="nmap"></nmaprun>
                     */
                    "application/xml": string;
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadReport: {
        parameters: {
            query?: {
                /** @description Index into the scan’s profiles. */
                profile?: number;
            };
            header?: never;
            path: {
                id: string;
                /** @description An IP address of the scan. */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example text */
                    "text/html": string;
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTargetResult: {
        parameters: {
            query?: {
                /** @description Index into the scan’s profiles. */
                profile?: number;
            };
            header?: never;
            path: {
                id: string;
                /** @description An IP address of the scan. */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "address": "192.0.2.10",
                     *       "at": "2026-01-15T03:00:00.000Z",
                     *       "compliance": [
                     *         {}
                     *       ],
                     *       "definitions": [
                     *         {}
                     *       ],
                     *       "disposition": "scanned",
                     *       "hosts": [
                     *         {}
                     *       ],
                     *       "line": "up; 1 open port: 22/tcp ssh OpenSSH 9.2p1",
                     *       "ports": [
                     *         {}
                     *       ],
                     *       "profile": 1,
                     *       "reason": "text",
                     *       "rules": [
                     *         {}
                     *       ],
                     *       "scripts": [
                     *         {}
                     *       ],
                     *       "systems": [
                     *         {}
                     *       ],
                     *       "truncated": true,
                     *       "updates": [
                     *         {}
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TargetResultView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWaitingReasons: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "code": "agents-busy",
                     *         "details": {},
                     *         "reason": "text"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["WaitingReasonView"][];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSchedules: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "definition": {
                     *             "cancelAfterSeconds": 60,
                     *             "catchUpMost": 10,
                     *             "catchUpSeconds": 3600,
                     *             "count": 1,
                     *             "jitterSeconds": 0,
                     *             "missed": "once",
                     *             "overlap": "skip",
                     *             "pauseAfterSeconds": 60,
                     *             "recurrence": {
                     *               "cron": "30 2 * * mon-fri",
                     *               "day": 1,
                     *               "end": "text",
                     *               "every": 1,
                     *               "kind": "once",
                     *               "nth": 1,
                     *               "start": "2026-12-01T03:00",
                     *               "unit": "minutes",
                     *               "weekday": 0,
                     *               "weekdays": [
                     *                 1
                     *               ],
                     *               "zone": "Asia/Taipei"
                     *             },
                     *             "resumeInSeconds": 60
                     *           },
                     *           "dueAt": "2026-01-15T03:00:00.000Z",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "namedScheduleId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "updatedAt": "2026-01-15T03:00:00.000Z",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ScheduleView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "count": 1,
                 *       "recurrence": {
                 *         "cron": "30 2 * * mon-fri",
                 *         "day": 1,
                 *         "end": "text",
                 *         "every": 1,
                 *         "kind": "once",
                 *         "nth": 1,
                 *         "start": "2026-12-01T03:00",
                 *         "unit": "minutes",
                 *         "weekday": 0,
                 *         "weekdays": [
                 *           1
                 *         ],
                 *         "zone": "Asia/Taipei"
                 *       },
                 *       "zone": "text"
                 *     }
                 */
                "application/json": components["schemas"]["PreviewRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "occurrences": [
                     *         {
                     *           "at": "2026-01-15T03:00:00.000Z",
                     *           "local": "2026-12-01T03:00:00",
                     *           "skippedDays": [
                     *             "text"
                     *           ],
                     *           "yours": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PreviewView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "address": "192.0.2.10",
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "current": true,
                     *           "endsAt": "2026-01-15T03:00:00.000Z",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "seenAt": "2026-01-15T03:00:00.000Z",
                     *           "userAgent": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["SessionView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token, and no session. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logIn: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "admin@example.com",
                 *       "password": "text"
                 *     }
                 */
                "application/json": components["schemas"]["LogInBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "endsAt": "2026-01-15T03:00:00.000Z",
                     *       "tenants": [
                     *         {
                     *           "role": "fleet-administrator",
                     *           "tenantId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "tenantName": "text"
                     *         }
                     *       ],
                     *       "user": {
                     *         "email": "admin@tenant.example",
                     *         "fleetAdministrator": true,
                     *         "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *         "locale": "en",
                     *         "name": "Web servers",
                     *         "zone": "Asia/Taipei"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["LogInView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session is over. With a token nothing happens. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No valid token, and no session. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session is over. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No valid token, and no session. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStops: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "at": "2026-01-15T03:00:00.000Z",
                     *           "createdBy": "user 0190a5a0-0000-7000-8000-000000000000",
                     *           "doneAt": "2026-01-15T03:00:00.000Z",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "reason": "text",
                     *           "tenantId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "underWay": 1
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["StopView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stopAll: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                 *       "reason": "The line is overloaded."
                 *     }
                 */
                "application/json": components["schemas"]["StopBody"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "at": "2026-01-15T03:00:00.000Z",
                     *       "createdBy": "user 0190a5a0-0000-7000-8000-000000000000",
                     *       "doneAt": "2026-01-15T03:00:00.000Z",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "reason": "text",
                     *       "tenantId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "underWay": 1
                     *     }
                     */
                    "application/json": components["schemas"]["StopView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "at": "2026-01-15T03:00:00.000Z",
                     *       "createdBy": "user 0190a5a0-0000-7000-8000-000000000000",
                     *       "doneAt": "2026-01-15T03:00:00.000Z",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "reason": "text",
                     *       "tenantId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "underWay": 1
                     *     }
                     */
                    "application/json": components["schemas"]["StopView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "addressesToday": 1,
                     *       "defaultNetworkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "quotas": {
                     *         "addressesADay": 1,
                     *         "concurrentScans": 20,
                     *         "requestsAMinute": 1,
                     *         "targetsPerScan": 1048576
                     *       },
                     *       "since": "2026-01-15T03:00:00.000Z",
                     *       "state": "never",
                     *       "zone": "Asia/Taipei"
                     *     }
                     */
                    "application/json": components["schemas"]["SubscriptionView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    subscribe: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "zone": "Asia/Taipei"
                 *     }
                 */
                "application/json": components["schemas"]["SubscribeBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "addressesToday": 1,
                     *       "defaultNetworkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "quotas": {
                     *         "addressesADay": 1,
                     *         "concurrentScans": 20,
                     *         "requestsAMinute": 1,
                     *         "targetsPerScan": 1048576
                     *       },
                     *       "since": "2026-01-15T03:00:00.000Z",
                     *       "state": "never",
                     *       "zone": "Asia/Taipei"
                     *     }
                     */
                    "application/json": components["schemas"]["SubscriptionView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to access. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "addressesToday": 1,
                     *       "defaultNetworkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "quotas": {
                     *         "addressesADay": 1,
                     *         "concurrentScans": 20,
                     *         "requestsAMinute": 1,
                     *         "targetsPerScan": 1048576
                     *       },
                     *       "since": "2026-01-15T03:00:00.000Z",
                     *       "state": "never",
                     *       "zone": "Asia/Taipei"
                     *     }
                     */
                    "application/json": components["schemas"]["SubscriptionView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to access. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSubscriptionHistory: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "actor": "text",
                     *           "at": "2026-01-15T03:00:00.000Z",
                     *           "id": 1,
                     *           "state": "active"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["SubscriptionMoveView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTenants: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "name": "Web servers",
                     *           "suspendedAt": "2026-01-15T03:00:00.000Z",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["TenantView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Example Ltd."
                 *     }
                 */
                "application/json": components["schemas"]["TenantBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "name": "Web servers",
                     *       "suspendedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TenantView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "name": "Web servers",
                     *       "suspendedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TenantView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTenant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. Its part of the audit log stays. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renameTenant: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version that the edit was made from, or * for any. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Example Ltd."
                 *     }
                 */
                "application/json": components["schemas"]["TenantBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "name": "Web servers",
                     *       "suspendedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TenantView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else has changed it since that version. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    inviteToTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "admin@example.com",
                 *       "role": "fleet-administrator"
                 *     }
                 */
                "application/json": components["schemas"]["InviteBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "email": "admin@tenant.example",
                     *       "expiresAt": "2026-01-15T03:00:00.000Z",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "role": "fleet-administrator",
                     *       "secret": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["IssuedInvitationView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQuotas: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "addressesADay": 1,
                     *       "concurrentScans": 20,
                     *       "requestsAMinute": 1,
                     *       "targetsPerScan": 1048576
                     *     }
                     */
                    "application/json": components["schemas"]["QuotasView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setQuotas: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "addressesADay": 0,
                 *       "concurrentScans": 0,
                 *       "requestsAMinute": 0,
                 *       "targetsPerScan": 0
                 *     }
                 */
                "application/json": components["schemas"]["QuotasBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "addressesADay": 1,
                     *       "concurrentScans": 20,
                     *       "requestsAMinute": 1,
                     *       "targetsPerScan": 1048576
                     *     }
                     */
                    "application/json": components["schemas"]["QuotasView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    suspendTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "name": "Web servers",
                     *       "suspendedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TenantView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unsuspendTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "name": "Web servers",
                     *       "suspendedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["TenantView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTokens: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "expiresAt": "2026-01-15T03:00:00.000Z",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "lastUsedAt": "2026-01-15T03:00:00.000Z",
                     *           "name": "Web servers",
                     *           "ownerId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "prefix": "text",
                     *           "revokedAt": "2026-01-15T03:00:00.000Z",
                     *           "role": "fleet-administrator"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["TokenView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to access. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "expiresAt": "2026-01-15T03:00:00.000Z",
                 *       "name": "Web servers",
                 *       "role": "fleet-administrator"
                 *     }
                 */
                "application/json": components["schemas"]["TokenBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "expiresAt": "2026-01-15T03:00:00.000Z",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "lastUsedAt": "2026-01-15T03:00:00.000Z",
                     *       "name": "Web servers",
                     *       "ownerId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "prefix": "text",
                     *       "revokedAt": "2026-01-15T03:00:00.000Z",
                     *       "role": "fleet-administrator",
                     *       "secret": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["IssuedTokenView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to access. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "expiresAt": "2026-01-15T03:00:00.000Z",
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "lastUsedAt": "2026-01-15T03:00:00.000Z",
                     *       "name": "Web servers",
                     *       "ownerId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "prefix": "text",
                     *       "revokedAt": "2026-01-15T03:00:00.000Z",
                     *       "role": "fleet-administrator"
                     *     }
                     */
                    "application/json": components["schemas"]["TokenView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to access. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to access. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUnsubscribes: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "at": "2026-01-15T03:00:00.000Z",
                     *           "email": "admin@tenant.example",
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["UnsubscribeView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUnsubscribe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It gets mail again. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to access. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "disabledReason": "text",
                     *           "enabled": true,
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "name": "Web servers",
                     *           "previousSecretUntil": "2026-01-15T03:00:00.000Z",
                     *           "updatedAt": "2026-01-15T03:00:00.000Z",
                     *           "url": "text",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["WebhookView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "enabled": true,
                 *       "name": "ticket system",
                 *       "url": "https://hooks.example.com/scanfleet"
                 *     }
                 */
                "application/json": components["schemas"]["WebhookBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "disabledReason": "text",
                     *       "enabled": true,
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "name": "Web servers",
                     *       "previousSecretUntil": "2026-01-15T03:00:00.000Z",
                     *       "secret": "text",
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "url": "text",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["IssuedWebhookView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to access. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "disabledReason": "text",
                     *       "enabled": true,
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "name": "Web servers",
                     *       "previousSecretUntil": "2026-01-15T03:00:00.000Z",
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "url": "text",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted; what was queued for it is not sent. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to access. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editWebhook: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version that the edit was made from, or * for any. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "enabled": true,
                 *       "name": "ticket system",
                 *       "url": "https://hooks.example.com/scanfleet"
                 *     }
                 */
                "application/json": components["schemas"]["WebhookEdit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "disabledReason": "text",
                     *       "enabled": true,
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "name": "Web servers",
                     *       "previousSecretUntil": "2026-01-15T03:00:00.000Z",
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "url": "text",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to access. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else has changed it since that version. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "disabledReason": "text",
                     *       "enabled": true,
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "name": "Web servers",
                     *       "previousSecretUntil": "2026-01-15T03:00:00.000Z",
                     *       "secret": "text",
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "url": "text",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["IssuedWebhookView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to access. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "deliveryIds": [
                     *         "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TestedWebhookView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to access. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWindows: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description The nextCursor of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "createdAt": "2026-01-15T03:00:00.000Z",
                     *           "endsAt": "2026-01-15T03:00:00.000Z",
                     *           "graceSeconds": 1,
                     *           "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "kind": "window",
                     *           "name": "Web servers",
                     *           "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *           "startsAt": "2026-01-15T03:00:00.000Z",
                     *           "updatedAt": "2026-01-15T03:00:00.000Z",
                     *           "version": 1,
                     *           "weekly": [
                     *             {
                     *               "from": "22:00",
                     *               "to": "06:00",
                     *               "weekdays": [
                     *                 1,
                     *                 2,
                     *                 3,
                     *                 4,
                     *                 5
                     *               ]
                     *             }
                     *           ],
                     *           "zone": "Asia/Taipei"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["WindowView"][];
                        /** @description Goes into the query `cursor` for the next page; null on the last page. */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWindow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gets the first answer again (24 hours), with Idempotent-Replayed: true. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "endsAt": "2026-01-15T03:00:00.000Z",
                 *       "graceSeconds": 60,
                 *       "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                 *       "kind": "window",
                 *       "name": "Office hours",
                 *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                 *       "startsAt": "2026-01-15T03:00:00.000Z",
                 *       "weekly": [
                 *         {
                 *           "from": "22:00",
                 *           "to": "06:00",
                 *           "weekdays": [
                 *             1,
                 *             2,
                 *             3,
                 *             4,
                 *             5
                 *           ]
                 *         }
                 *       ],
                 *       "zone": "Asia/Taipei"
                 *     }
                 */
                "application/json": components["schemas"]["WindowRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "endsAt": "2026-01-15T03:00:00.000Z",
                     *       "graceSeconds": 1,
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "kind": "window",
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "startsAt": "2026-01-15T03:00:00.000Z",
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1,
                     *       "weekly": [
                     *         {
                     *           "from": "22:00",
                     *           "to": "06:00",
                     *           "weekdays": [
                     *             1,
                     *             2,
                     *             3,
                     *             4,
                     *             5
                     *           ]
                     *         }
                     *       ],
                     *       "zone": "Asia/Taipei"
                     *     }
                     */
                    "application/json": components["schemas"]["WindowView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWindow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "endsAt": "2026-01-15T03:00:00.000Z",
                     *       "graceSeconds": 1,
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "kind": "window",
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "startsAt": "2026-01-15T03:00:00.000Z",
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1,
                     *       "weekly": [
                     *         {
                     *           "from": "22:00",
                     *           "to": "06:00",
                     *           "weekdays": [
                     *             1,
                     *             2,
                     *             3,
                     *             4,
                     *             5
                     *           ]
                     *         }
                     *       ],
                     *       "zone": "Asia/Taipei"
                     *     }
                     */
                    "application/json": components["schemas"]["WindowView"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWindow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editWindow: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version that the edit was made from, or * for any. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "endsAt": "2026-01-15T03:00:00.000Z",
                 *       "graceSeconds": 60,
                 *       "name": "Office hours",
                 *       "startsAt": "2026-01-15T03:00:00.000Z",
                 *       "weekly": [
                 *         {
                 *           "from": "22:00",
                 *           "to": "06:00",
                 *           "weekdays": [
                 *             1,
                 *             2,
                 *             3,
                 *             4,
                 *             5
                 *           ]
                 *         }
                 *       ],
                 *       "zone": "Asia/Taipei"
                 *     }
                 */
                "application/json": components["schemas"]["WindowEdit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "createdAt": "2026-01-15T03:00:00.000Z",
                     *       "endsAt": "2026-01-15T03:00:00.000Z",
                     *       "graceSeconds": 1,
                     *       "id": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "jobId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "kind": "window",
                     *       "name": "Web servers",
                     *       "networkId": "01980a6e-5d5b-7c3a-9c1f-3b6a2f0d8e41",
                     *       "startsAt": "2026-01-15T03:00:00.000Z",
                     *       "updatedAt": "2026-01-15T03:00:00.000Z",
                     *       "version": 1,
                     *       "weekly": [
                     *         {
                     *           "from": "22:00",
                     *           "to": "06:00",
                     *           "weekdays": [
                     *             1,
                     *             2,
                     *             3,
                     *             4,
                     *             5
                     *           ]
                     *         }
                     *       ],
                     *       "zone": "Asia/Taipei"
                     *     }
                     */
                    "application/json": components["schemas"]["WindowView"];
                };
            };
            /** @description The body is not JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks full access to scanning. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such record, or it belongs to another tenant. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot be done as things stand now; `code` says why. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else has changed it since that version. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is not acceptable; `errors` names each field at fault. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example # TYPE scanfleet_scans gauge
                     *     scanfleet_scans{state="Queued"} 1
                     */
                    "text/plain": string;
                };
            };
            /** @description No valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token’s role lacks read access to fleet. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much at once; Retry-After says when to ask again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
