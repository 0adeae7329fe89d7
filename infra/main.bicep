// The whole pipeline in one resource group, but for the Event Grid subscriptions: events.bicep makes these once the app's
// code runs, as their key does not exist before. deploy.sh does both, and docs/deploy.md says what becomes of it.
@description('Part of most names.')
@allowed(['dev', 'prod'])
param environmentName string

@description('Where everything is; Flex Consumption must be there: az functionapp list-flexconsumption-locations.')
param location string = resourceGroup().location

@description('Whom the alerts wake.')
param onCallEmail string

@description('Storage, vault and warehouse are reached through a private network only.')
param privateNetworking bool = false

@description('Object id, in Microsoft Entra, of who deploys: the admin of the warehouse, who applies the schema.')
param deployerObjectId string

@description('The same one\'s name, which is its role in PostgreSQL: a user principal name, or the display name of a group or an application.')
param deployerName string

@allowed(['User', 'Group', 'ServicePrincipal'])
param deployerType string = 'User'

@description('Instances of the app at most, all functions together.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@allowed([512, 2048, 4096])
param instanceMemoryMb int = 2048

@description('Settings that differ from local.settings.sample.json, by their names there.')
param settings { *: string } = {}

@description('Secrets that are in the vault, as Social--Meta--AppSecret. Only these are referred to: a reference to one that is missing would itself become the secret.')
param secrets string[] = []

@description('Within so many days nothing is left of what was deleted, as privacy notices promise: backups and soft delete end before.')
@minValue(7)
@maxValue(30)
param erasureDays int = 14

@description('How long an export stays in the drop folder.')
param landingDays int = 90

param lakeSku string = 'Standard_LRS'

@description('The server of the warehouse.')
param warehouse {
  sku: { name: string, tier: string }
  storageGb: int
  isZoneRedundant: bool

  @description('What the size allows: https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-limits')
  maxConnections: int

  @description('Connections of one instance; times the instances, and with those of admins, no more than maxConnections.')
  poolSize: int
}

param logRetentionDays int = 30

@description('Telemetry stops past it until the next day, and with it the alerts: it keeps a mistake from costing a fortune.')
param logDailyQuotaGb int = 5

@description('Off while something is mended on purpose.')
param alertsEnabled bool = true

@description('Sends the subscription\'s activity log to the workspace, so that whoever switches a rule off is seen. Takes a role on the subscription.')
param watchActivityLog bool = true

var token = uniqueString(resourceGroup().id)
var baseName = 'beejan-${environmentName}'
var appName = '${baseName}-${token}'
var hostStorageName = 'beejanhost${token}'
var lakeName = 'beejanlake${token}'
var vaultName = 'beejan${environmentName}${token}'
var serverName = '${baseName}-${token}'
var insightsName = baseName
var storageSuffix = environment().suffixes.storage

// The sample is where settings and their defaults stand; of these the app in Azure has no use:
var unused = [
  'FUNCTIONS_WORKER_RUNTIME' // stands in functionAppConfig, and is refused here
  'AzureWebJobsStorage' // a section, below
  'Lake' // the same
  'Landing' // the same, where it isn't the lake
  'Warehouse__Path' // of DuckDB
]
var defaults = toObject(
  filter(
    items(loadJsonContent('../local.settings.sample.json', '$.Values')),
    setting => !contains(unused, setting.key) && !startsWith(setting.key, 'LocalWorker__')
  ),
  setting => setting.key,
  setting => setting.value
)

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${baseName}-app'
  location: location
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    workspaceName: baseName
    insightsName: insightsName
    actionGroupName: '${baseName}-on-call'
    location: location
    retentionDays: logRetentionDays
    dailyQuotaGb: logDailyQuotaGb
    onCallEmail: onCallEmail
    appId: identity.id
    appPrincipalId: identity.properties.principalId
  }
}

module alerts 'modules/alerts.bicep' = {
  params: {
    location: location
    workspaceId: monitoring.outputs.workspaceId
    actionGroupId: monitoring.outputs.actionGroupId
    enabled: alertsEnabled
  }
}

module activityLog 'modules/activity-log.bicep' = if (watchActivityLog) {
  scope: subscription()
  params: {
    name: baseName
    workspaceId: monitoring.outputs.workspaceId
  }
}

module hostStorage 'modules/host-storage.bicep' = {
  params: {
    name: hostStorageName
    location: location
    isPrivate: privateNetworking
    appId: identity.id
    appPrincipalId: identity.properties.principalId
  }
}

module lake 'modules/lake.bicep' = {
  params: {
    name: lakeName
    location: location
    isPrivate: privateNetworking
    sku: lakeSku
    softDeleteDays: erasureDays
    landingDays: landingDays
    appId: identity.id
    appPrincipalId: identity.properties.principalId
    deployerObjectId: deployerObjectId
    deployerType: deployerType
  }
}

module topic 'modules/topic.bicep' = {
  params: {
    name: '${baseName}-lake'
    location: location
    lakeId: lake.outputs.id
    hostStorageName: hostStorageName
  }
  dependsOn: [hostStorage]
}

module vault 'modules/vault.bicep' = {
  params: {
    name: vaultName
    location: location
    isPrivate: privateNetworking
    appId: identity.id
    appPrincipalId: identity.properties.principalId
    deployerObjectId: deployerObjectId
    deployerType: deployerType
  }
}

module server 'modules/warehouse.bicep' = {
  params: {
    name: serverName
    location: location
    isPrivate: privateNetworking
    sku: warehouse.sku
    storageGb: warehouse.storageGb
    maxConnections: warehouse.maxConnections
    isZoneRedundant: warehouse.isZoneRedundant
    backupDays: erasureDays
    deployerObjectId: deployerObjectId
    deployerName: deployerName
    deployerType: deployerType
  }
}

module network 'modules/network.bicep' = if (privateNetworking) {
  params: {
    name: baseName
    location: location
  }
}

module endpoints 'modules/private-endpoints.bicep' = if (privateNetworking) {
  params: {
    baseName: baseName
    location: location
    networkId: network!.outputs.id
    subnetId: network!.outputs.endpointsSubnetId
    hostStorageId: hostStorage.outputs.id
    lakeId: lake.outputs.id
    vaultId: vault.outputs.id
    serverId: server.outputs.id
  }
}

// The modules above give the app its roles; it starts when they are there.
module app 'modules/app.bicep' = {
  params: {
    name: appName
    planName: baseName
    location: location
    identityId: identity.id
    packagesUri: 'https://${hostStorageName}.blob.${storageSuffix}/packages'
    memoryMb: instanceMemoryMb
    maximumInstanceCount: maximumInstanceCount
    subnetId: network.?outputs.appSubnetId ?? ''
    settings: union(
      defaults,
      {
        // Both by blob and queue, as https://learn.microsoft.com/azure/azure-functions/functions-reference#common-properties-for-identity-based-connections says.
        AzureWebJobsStorage__blobServiceUri: 'https://${hostStorageName}.blob.${storageSuffix}'
        AzureWebJobsStorage__queueServiceUri: 'https://${hostStorageName}.queue.${storageSuffix}'
        AzureWebJobsStorage__credential: 'managedidentity'
        AzureWebJobsStorage__clientId: identity.properties.clientId
        Lake__blobServiceUri: 'https://${lakeName}.blob.${storageSuffix}'
        Lake__queueServiceUri: 'https://${lakeName}.queue.${storageSuffix}'
        Lake__credential: 'managedidentity'
        Lake__clientId: identity.properties.clientId
        Warehouse__Engine: 'Postgres'
        Warehouse__ConnectionString: 'Host=${serverName}.postgres.database.azure.com;Database=complaints;Username=${identity.name};SSL Mode=VerifyFull'
        Warehouse__Credential: 'managedidentity'
        Warehouse__ClientId: identity.properties.clientId
        Warehouse__MaxPoolSize: string(warehouse.poolSize)
        Status__ApplicationInsights: resourceId('Microsoft.Insights/components', insightsName)
        APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
        APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${identity.properties.clientId}'
      },
      settings,
      toObject(
        secrets,
        secret => replace(secret, '--', '__'),
        secret => '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${secret})'
      )
    )
  }
  dependsOn: [hostStorage, lake, vault]
}

output appName string = appName
output appHost string = app.outputs.hostName
output identityName string = identity.name
output identityObjectId string = identity.properties.principalId
output topicName string = topic.outputs.name
output hostStorageName string = hostStorageName
output lakeName string = lakeName
output vaultName string = vaultName
output serverName string = serverName
